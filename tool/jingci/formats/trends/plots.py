"""Plots of how often concepts stand in a corpus, by year and by place: the same bytes for the same sums."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from jingci.corpus.trends import Counts, Share
from jingci.glossary import Glossary

#: Lines and rows that a person can still tell apart.
_CONCEPTS = 8
_ROWS = 12
_PLACES = 20
_LABEL = 48
#: Colours that people who see few colours tell apart (Okabe and Ito), and line styles beside them.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8C6D31")
_MARKS = ("o", "s", "^", "D", "v", "P", "X", "*")
#: Fonts with Chinese characters, for the names of places that the gazetteer has no English for.
_CHINESE = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "Microsoft YaHei", "PingFang SC", "SimHei")
_SETTINGS = {
    "svg.hashsalt": "jingci",
    "svg.fonttype": "path",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.parse_math": False,
}


def year_plot(counts: Counts, glossary: Glossary, suffix: str) -> bytes | None:
    """The most frequent concepts by year, and the documents there are of each; None of fewer than two years.

    :param suffix: ``svg`` or ``png``.
    """
    shares = {int(year): share for year, share in counts.by_year.items() if year and share.characters}
    if len(shares) < 2:
        return None
    concepts = _frequent(counts, _CONCEPTS)
    with _figure((9, 6)) as figure:
        rates, documents = figure.subplots(2, 1, sharex=True, height_ratios=(4, 1))
        years = list(range(min(shares), max(shares) + 1))
        for place, (concept, label) in enumerate(zip(concepts, _names(glossary, concepts), strict=True)):
            # A year without documents is a gap in the line, not a zero.
            values = [_rate(shares[year], concept) if year in shares else float("nan") for year in years]
            style = {"color": _COLOURS[place], "marker": _MARKS[place], "markersize": 5, "linewidth": 1.6}
            rates.plot(years, values, label=label, **style)
        rates.set_ylabel("per million characters")
        rates.set_ylim(bottom=0)
        rates.set_title("Most frequent terms by year", loc="left")
        if concepts:
            rates.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False, fontsize=9)
        rates.grid(axis="y", color="#dddddd")
        documents.bar(years, [shares[year].documents if year in shares else 0 for year in years], color="#888888")
        documents.set_ylabel("documents")
        for axis in (documents.xaxis, documents.yaxis):
            axis.get_major_locator().set_params(integer=True)
        return _drawn(figure, suffix)


def place_plot(counts: Counts, glossary: Glossary, suffix: str) -> bytes | None:
    """The most frequent concepts by place, the places with most text first; None where no place is known.

    :param suffix: ``svg`` or ``png``.
    """
    shares = {place: share for place, share in counts.by_place.items() if place and share.characters}
    places = sorted(shares, key=lambda place: (-shares[place].characters, place))[:_PLACES]
    concepts = _frequent(counts, _ROWS)
    if not places or not concepts:
        return None
    values = [[_rate(shares[place], concept) for place in places] for concept in concepts]
    with _figure((4 + 0.42 * len(places), 1.8 + 0.36 * len(concepts))) as figure:
        axes = figure.subplots()
        image = axes.imshow(values, cmap="Blues", aspect="auto", vmin=0)
        labels = [f"{_shown(place)} ({shares[place].documents:,})" for place in places]
        axes.set_xticks(range(len(places)), labels, rotation=45, ha="right", rotation_mode="anchor")
        axes.set_yticks(range(len(concepts)), _names(glossary, concepts))
        axes.tick_params(length=0)
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        # Over the whole figure: with few places the axes are narrower than it.
        figure.suptitle("Most frequent terms by place (documents)", x=0.01, ha="left")
        bar = figure.colorbar(image, ax=axes, shrink=0.8)
        bar.set_label("per million characters")
        bar.outline.set_visible(False)
        return _drawn(figure, suffix)


def _frequent(counts: Counts, number: int) -> list[str]:
    hits = counts.total.hits
    return sorted(hits, key=lambda concept: (-hits[concept], concept))[:number]


def _rate(share: Share, concept: str) -> float:
    return share.hits[concept] / share.characters * 1e6


def _names(glossary: Glossary, concepts: list[str]) -> list[str]:
    """The labels of concepts; the id goes with those that would look alike."""
    names = [_name(glossary, concept) for concept in concepts]
    return [
        f"{name} ({concept})" if names.count(name) > 1 else name for name, concept in zip(names, concepts, strict=True)
    ]


def _name(glossary: Glossary, concept: str) -> str:
    """A concept's English, which every font can show."""
    entry = glossary.get(concept)
    english = entry.preferred.text if entry else concept
    return _shown(english if all(char < "\u2e80" for char in english) else concept)


def _shown(text: str) -> str:
    from jingci.screen import visible

    text = " ".join(visible(text).split())
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…"


@contextmanager
def _figure(inches: tuple[float, float]) -> Iterator[Any]:
    """A figure that no window shows, drawn with settings that the user's own do not change."""
    matplotlib: Any = import_module("matplotlib")
    fonts: Any = import_module("matplotlib.font_manager").fontManager
    present = {font.name for font in fonts.ttflist}
    family = ["DejaVu Sans", *(name for name in _CHINESE if name in present)]
    with matplotlib.rc_context(), warnings.catch_warnings():
        # Where no font has a character, its place stays empty.
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({**_SETTINGS, "font.family": family})
        yield import_module("matplotlib.figure").Figure(figsize=inches, layout="constrained")


def _drawn(figure: Any, suffix: str) -> bytes:
    out = io.BytesIO()
    # The date and the program's version would make every file another one.
    metadata = {"Date": None, "Creator": None} if suffix == "svg" else {"Software": None}
    figure.savefig(out, format=suffix, dpi=150, metadata=metadata)
    return out.getvalue()
