"""What a run of ``jingci translate`` did, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jingci.columns import pad, wrap
from jingci.screen import visible

if TYPE_CHECKING:
    from jingci.jobs.translating import Tally
    from jingci.model import Report, Usage

SCHEMA = "jingci-translation-1"
_COLUMNS = 80
_LISTED = 20
_STATES = {"reviewed": "reviewed", "edited": "edited", "human": "by a person", "memory": "from the memory"}


def summary_lines(folder: str, tally: Tally) -> Iterator[str]:
    """The summary for the terminal."""
    total = sum(tally.origins.values())
    yield f"{visible(folder)}: {_counted(total, 'sentence')}"
    for name, count in sorted(tally.origins.items(), key=lambda item: (item[0] == "untranslated", -item[1], item[0])):
        yield f"{count:>7,}  {_named(name)}"
    if tally.restored:
        yield f"{_counted(tally.restored, 'draft')} of an earlier run put in their places from the journal"
    if tally.kept:
        yield from _wrapped(f"changed by a person, so not made anew: {', '.join(tally.kept)}")
    yield from _listed("doubtful drafts", {name: "; ".join(lines) for name, lines in tally.doubtful.items()})
    yield from _listed("without English", tally.failed)
    yield from _spent(tally)
    if tally.unmerged:
        text = "segments.yaml was changed during the run, and is left as it is: the new drafts are in the journal."
        yield from _wrapped(f"{text} The next run puts them where nothing else stands: jingci translate {folder}")
    elif tally.untranslated:
        more = "run this again to ask for it once more" if tally.failed else "--engine names what drafts it"
        text = f"“jingci annotate {folder}” shows what has no English in Chinese, with a word-by-word gloss"
        yield from _wrapped(f"{text}; {more}.")


def summary_value(folder: str, report: Report, tally: Tally) -> dict[str, Any]:
    """The summary as JSON."""
    return {
        "schema": SCHEMA,
        "folder": folder,
        "report": report.id,
        "segments": sum(tally.origins.values()),
        "origins": dict(sorted(tally.origins.items())),
        "drafted": tally.done,
        "restored": tally.restored,
        "kept": tally.kept,
        "doubtful": {name: list(lines) for name, lines in tally.doubtful.items()},
        "failed": tally.failed,
        "usage": _usage_value(tally.usage),
        "paid": _usage_value(tally.paid),
        "seconds": round(tally.seconds, 3),
        "merged": not tally.unmerged,
    }


def _usage_value(usage: Usage) -> dict[str, Any]:
    return {
        "tokens_in": usage.tokens_in,
        "tokens_out": usage.tokens_out,
        "cost": round(usage.cost, 6),
        "estimated": usage.estimated,
    }


def _spent(tally: Tally) -> Iterator[str]:
    parts = []
    if tally.usage.tokens_in or tally.usage.tokens_out:
        parts.append(_tokens(tally.usage))
    if tally.paid.tokens_in + tally.paid.tokens_out > tally.usage.tokens_in + tally.usage.tokens_out:
        parts.append(f"with earlier runs {_tokens(tally.paid)}")
    yield from _wrapped("; ".join([*parts, _duration(tally.seconds)]))


def _tokens(usage: Usage) -> str:
    about = "about " if usage.estimated else ""
    cost = f", cost {usage.cost:,.4f}" if usage.cost else ""
    return f"{about}{usage.tokens_in:,} tokens in and {usage.tokens_out:,} out{cost}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if not minutes and not hours:
        return f"{seconds:.1f} s"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def _listed(what: str, items: Mapping[str, str]) -> Iterator[str]:
    if not items:
        return
    yield f"{what}: {len(items):,}"
    for name, text in list(items.items())[:_LISTED]:
        yield from wrap(f"{pad(visible(name), 10)} {visible(text)}", _COLUMNS, indent=" " * 13, first="  ")
    if len(items) > _LISTED:
        yield f"  and {len(items) - _LISTED:,} more"


def _named(origin: str) -> str:
    if origin.startswith("engine:"):
        return visible(f"drafted by {origin.removeprefix('engine:')}")
    return _STATES.get(origin, origin)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _wrapped(text: str) -> list[str]:
    return wrap(visible(text), _COLUMNS)
