"""The hits in a text: a list that a notebook shows as the text with its terms marked, and a table of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from jingci.model import Hit
from jingci.screen import visible

_CELL = 'style="text-align:left;vertical-align:top"'
#: A longer text is not shown above the table.
_LONGEST = 5000


class Hits(list[Hit]):
    """A list of hits, in order, that knows the text they were found in."""

    def __init__(self, text: str, hits: Iterable[Hit]) -> None:
        super().__init__(hits)
        self.text = text

    def _repr_html_(self) -> str:
        """The text with the terms marked, and a row for each concept; inert, whatever stands in the text."""
        text = f'<p lang="zh-Hans">{"".join(self._marked())}</p>' if len(self.text) <= _LONGEST else ""
        first = {hit.concept.id: hit for hit in reversed(self)}
        rows = "".join(_row(first[key], sum(h.concept.id == key for h in self)) for key in reversed(first))
        head = "".join(f"<th {_CELL}>{name}</th>" for name in ("Chinese", "pinyin", "English", "meaning", "hits"))
        return f"<div>{text}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"

    def _marked(self) -> Iterator[str]:
        at = 0
        for hit in self:
            if hit.span.start < at:  # nested
                continue
            yield escape(visible(self.text[at : hit.span.start]))
            title = escape(visible(f"{hit.concept.preferred.text}: {hit.concept.gloss}"))
            yield f'<mark title="{title}">{escape(visible(hit.text))}</mark>'
            at = hit.span.end
        yield escape(visible(self.text[at:]))


def _row(hit: Hit, number: int) -> str:
    concept = hit.concept
    pinyin = hit.form.pinyin if hit.form.pinyin != "-" else ""
    cells = (concept.headword.text, pinyin, concept.preferred.text, concept.gloss, str(number))
    return "<tr>" + "".join(f"<td {_CELL}>{escape(visible(cell))}</td>" for cell in cells) + "</tr>"
