"""Traditional characters that reading numbers needs, with their simplified forms.

The table holds every traditional (including Taiwan and Hong Kong) form of a character used in this package, as OpenCC
maps them one to one. It keeps the reading of numbers free of any dependency; matching terms uses the full conversion.
"""

from __future__ import annotations

_TRADITIONAL = (
    "丟么亂亞佈佔來侖侷係個側傢傳價億兒內兩冊凈別則剋劃劑動務勝勞匯區叄員單噁噸噹嚮嚴國圍圓團埰報場塊學寀"
    "實寧審寶將專對導屆層島峽崗崙嵗嶺嶽師帶幀幣幫幹幾廣廬張強彆彈彙彫後徑從惡態慶戰戶採揮搧搶摺撓撥擊擔據"
    "攝敎數斷於旂昇時晝曏書會枱桿條棟棲業極榦榮槍樁樓標樣橋橫檔檯權歐歲歸氣決沒淨減溝滙滿漢濺為無煉熱燈爲"
    "爾獨琱環產産畝當發盃盞盤盧眾碼礦禮稅種穀穩窮竪筆箇節糧糰紀約紅納級組統絲經綫維網綵緘線編緻縣縷績繫羅"
    "羣聖聞聯聲職腳臘臟臺與舉舊華萬葉蓆蘭處號衆衕衚衹裏裡製襲規觀計記許評話語誤說説課談識變讚豎負財貨貫責"
    "貳資賽贊踰軍較載輛輪轉辦農迴逕這連週進運過達邊鄉鄰釐鈞鈡鈴銀銖錢鍊鍾鎊鎭鎮鐘長門開間閤闆陞陸陽隊險隻"
    "雙離難雲電靈鞦韆韓頁頂頃項頭顆顏顔顛類顧風颱飄餘馬驅髒體髮鬆鬍魚鳥鵰麗麪麫麵黃點黨齡齣龍"
)
_SIMPLIFIED = (
    "丢幺乱亚布占来仑局系个侧家传价亿儿内两册净别则克划剂动务胜劳汇区叁员单恶吨当向严国围圆团采报场块学采"
    "实宁审宝将专对导届层岛峡岗仑岁岭岳师带帧币帮干几广庐张强别弹汇雕后径从恶态庆战户采挥扇抢折挠拨击担据"
    "摄教数断于旗升时昼向书会台杆条栋栖业极干荣枪桩楼标样桥横档台权欧岁归气决没净减沟汇满汉溅为无炼热灯为"
    "尔独雕环产产亩当发杯盏盘卢众码矿礼税种谷稳穷竖笔个节粮团纪约红纳级组统丝经线维网彩缄线编致县缕绩系罗"
    "群圣闻联声职脚腊脏台与举旧华万叶席兰处号众同胡只里里制袭规观计记许评话语误说说课谈识变赞竖负财货贯责"
    "贰资赛赞逾军较载辆轮转办农回径这连周进运过达边乡邻厘钧钟铃银铢钱炼钟镑镇镇钟长门开间合板升陆阳队险只"
    "双离难云电灵秋千韩页顶顷项头颗颜颜颠类顾风台飘余马驱脏体发松胡鱼鸟雕丽面面面黄点党龄出龙"
)

SIMPLIFIED_OF: dict[str, str] = dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
