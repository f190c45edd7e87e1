"""Web pages in the layouts in which Chinese police reports are published, around a given article.

The layouts follow public pages: a government content system, a portal of nested tables, a messaging app's article, a news
site with side columns. The article comes from the caller; the furniture is of the usual wording.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

NAV = ["首页", "政务公开", "网上办事", "互动交流", "机构概况", "警务资讯", "便民服务", "专题专栏"]
RELATED = ["市局召开夏季治安打击整治行动推进会", "我市公安机关开展集中夜查行动", "平安建设宣传月活动正式启动"]


def _items(texts: Sequence[str]) -> str:
    return "".join(f'<li><a href="http://example.invalid/{n}.html">{text}</a></li>' for n, text in enumerate(texts))


def government(title: str, paragraphs: Sequence[str]) -> str:
    body = "\n".join(f'<p style="text-indent:2em">{escape(text)}</p>' for text in paragraphs)
    return f"""<!DOCTYPE html>
<!-- saved from url=(0049)http://www.example.gov.cn/art/2016/11/22/art_1.html -->
<html><head><meta charset="utf-8"><title>{title}</title>
<meta name="SiteName" content="某市公安局"><meta name="ColumnName" content="警务资讯">
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2016-11-22 09:53">
<meta name="ContentSource" content="市公安局治安支队"><meta name="Author" content="王某">
<script>var t = "脚本里的文字";</script><style>p{{color:red}}</style></head>
<body><div class="header"><div class="nav"><ul>{_items(NAV)}</ul></div>
<div class="search"><form><input type="text" value="请输入关键字"><button>搜索</button></form></div></div>
<div class="position">您现在的位置：<a href="/">首页</a> &gt; <a href="/jw">警务资讯</a> &gt; 正文</div>
<div class="main"><h1 class="title">{title}</h1>
<div class="info"><span>发布时间：2016-11-22 09:53</span> <span>来源：市公安局治安支队</span>
<span>字体：[<a>大</a> <a>中</a> <a>小</a>]</span> <span>浏览次数：128</span></div>
<div id="zoom">{body}</div>
<div class="tools"><a>打印本页</a> <a>关闭窗口</a> 分享到：<a>微信</a> <a>微博</a></div>
<div class="prevnext"><p>上一篇：<a href="1">{RELATED[0]}</a></p><p>下一篇：<a href="2">{RELATED[1]}</a></p></div>
<div class="qr">扫一扫在手机打开当前页</div></div>
<div class="footer"><p>主办：某市公安局 地址：某市中山路1号 邮编：100000</p><p>京ICP备05070000号 京公网安备11010102000001号</p>
<p>Copyright © 2016 某市公安局 版权所有</p></div></body></html>"""


def tables(title: str, paragraphs: Sequence[str]) -> str:
    body = "<br><br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(text)}" for text in paragraphs)
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{title}-平安网</title></head><body bgcolor="#ffffff"><table width="960" align="center"><tr><td>
<table><tr><td><a href="/">首页</a></td><td><a href="/a">要闻</a></td><td><a href="/b">综治</a></td><td><a href="/c">平安</a></td></tr></table>
</td></tr><tr><td>当前位置：<a href="/">平安网</a> &gt;&gt; <a href="/b">综治</a> &gt;&gt; 正文</td></tr>
<tr><td><table width="100%"><tr><td align="center"><font size="5"><b>{title}</b></font></td></tr>
<tr><td align="center">2011-10-27 14:53:17　来源：法制网　作者：李某</td></tr>
<tr><td><font size="3">{body}</font></td></tr>
<tr><td align="right">[责任编辑：王某]</td></tr></table></td>
<td width="200"><table><tr><td>相关新闻</td></tr>{"".join(f'<tr><td>·<a href="{n}">{text}</a></td></tr>' for n, text in enumerate(RELATED))}</table></td></tr>
<tr><td align="center">关于我们 | 网站地图 | 联系方式<br>平安网 版权所有 未经授权禁止转载</td></tr></table></body></html>"""


def messenger(title: str, paragraphs: Sequence[str]) -> str:
    body = "".join(
        f'<section><p style="margin:0 8px"><span style="font-size:16px">{escape(text)}</span></p></section>'
        for text in paragraphs
    )
    return f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><meta property="og:title" content="{title}">
<meta property="og:url" content="http://mp.example.invalid/s/abc"><meta property="og:site_name" content="公众平台">
<meta property="og:article:author" content="平安某市"><title></title></head><body id="activity-detail">
<div class="rich_media_area_primary_inner"><h1 class="rich_media_title" id="activity-name">
                            {title}
</h1><div id="meta_content"><span class="rich_media_meta_text">原创</span> <a id="js_name">平安某市</a>
<em id="publish_time">2022-12-08 10:20</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden;">{body}
<p><img data-src="http://127.0.0.1:9/a.png" src="http://127.0.0.1:9/a.png" alt="图片"></p></div>
<div id="js_tags">预览时标签不可点</div></div>
<div class="rich_media_area_extra"><p>微信扫一扫<br>关注该公众号</p><p>继续滑动看下一个</p><div>阅读原文</div>
<div style="display:none">轻触阅读原文</div></div></body></html>"""


def news(title: str, paragraphs: Sequence[str]) -> str:
    body = "\n".join(f"<p>　　{escape(text)}</p>" for text in paragraphs)
    side = "".join(
        f"<li><h4><a href='#'>{text}</a></h4><p>{text}，各县区公安机关迅速行动，取得了阶段性成效。</p></li>"
        for text in RELATED
    )
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_澎湃某新闻</title>
<meta name="publishdate" content="2019-06-26"><meta name="author" content="李某"><meta name="source" content="来源：法制日报"></head>
<body><header><nav><ul>{_items(NAV)}</ul></nav></header><main><article><h1>{title}</h1>
<div class="meta">2019-06-26 08:00 来源：法制日报 <span>分享</span> <span>字号</span></div>
<figure><img src="http://127.0.0.1:9/b.jpg"><figcaption>民警在街面巡逻。王某摄</figcaption></figure>
{body}
<p>责任编辑：李某</p></article><aside><h3>热门推荐</h3><ul>{side}</ul></aside>
<section class="comments"><h3>评论</h3><p>网友甲：写得很好，支持人民警察，治安越来越好了。</p><p>网友乙：希望多一些这样的巡逻。</p></section></main>
<footer><p>新闻报料：400-000-0000 报料邮箱：news@example.invalid</p><p>沪ICP备14003370号 增值电信业务经营许可证</p></footer></body></html>"""


LAYOUTS: dict[str, Callable[[str, Sequence[str]], str]] = {
    "government": government,
    "tables": tables,
    "messenger": messenger,
    "news": news,
}
