"""What the checks flag in good translations, what they find in damaged ones, and how fast, beside translate-toolkit.

    python tests/benchmarks/checks.py [--data DIR] [--pairs N]

``DIR`` (``../shared/data`` beside the checkout by default) holds ``wmt17-20.zh`` and ``wmt17-20.en``: 12,397
professional pairs. Every pair is checked as it is, each by itself; then one error is put in, and what is found is
counted among the pairs whose clean form passed in that family. translate-toolkit's full set of checks (what Weblate and
Virtaal build on) runs on the same pairs when that package is installed.
"""

from __future__ import annotations

import argparse
import copy
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from jingci.checks import CODES, Pair, check_pair, check_pairs, completeness
from jingci.checks.state import State
from jingci.edition import edition_folders, load_edition
from jingci.glossary import Glossary, load_glossary
from jingci.markup import strip_markup
from jingci.sic import as_read

SEED = 20181127
Pairs = list[tuple[str, str]]
_MEMBER = re.compile(r"(?<=, )(?:[\w’'-]+ ){0,3}[\w’'-]+, |, (?:[\w’'-]+ ){0,3}[\w’'-]+(?=,? and )")
_NOT = re.compile(r"n[’']t\b| not\b|\bno (?=\w)")


def second_half(rng: random.Random, zh: str, en: str) -> str | None:
    """The English without its second half."""
    words = en.split()
    return " ".join(words[: len(words) // 2]) if len(words) >= 16 else None


def last_sentence(rng: random.Random, zh: str, en: str) -> str | None:
    """The English without its last sentence."""
    ends = [match.end() for match in re.finditer(r"[.!?][”\"]? (?=[A-Z“\"])", en)]
    return en[: ends[-1]].rstrip() if ends else None


def list_member(rng: random.Random, zh: str, en: str) -> str | None:
    """The English without one member of something that looks like a list, where the Chinese has one of three or more."""
    places = list(_MEMBER.finditer(en)) if zh.count("、") >= 2 else []
    if not places:
        return None
    place = rng.choice(places)
    return en[: place.start()] + en[place.end() :]


def negation(rng: random.Random, zh: str, en: str) -> str | None:
    """The English without "not" and "no", where the Chinese denies."""
    damaged = _NOT.sub("", en)
    return damaged if damaged != en and re.search("没有|不能|不会|不是|不得|未能|无法|尚未", zh) else None


def quotation_marks(rng: random.Random, zh: str, en: str) -> str | None:
    """The English without quotation marks, where the Chinese has some."""
    damaged = re.sub('[“”"]', "", en)
    return damaged if damaged != en and "“" in zh else None


DAMAGE: dict[str, tuple[Callable[[random.Random, str, str], str | None], str]] = {
    "second half dropped": (second_half, "too-short"),
    "last sentence dropped": (last_sentence, "too-short"),
    "list member dropped": (list_member, "list-short"),
    "negation dropped": (negation, "negation-lost"),
    "quotation marks dropped": (quotation_marks, "quotes-dropped"),
}


def flagged(zh: str, en: str, glossary: Glossary) -> set[str]:
    """The codes found at default severity."""
    return {finding.code for finding in check_pair(zh, en, glossary)}


def clean(pairs: Pairs, glossary: Glossary) -> list[set[str]]:
    """Print the share of pairs flagged as they are, by family and code."""
    codes = [flagged(zh, en, glossary) for zh, en in pairs]
    families = Counter(family for found in codes for family in {CODES[code].family for code in found})
    print(f"clean pairs flagged at default severity ({len(pairs):,} pairs)")
    for family in ("figures", "terms", "formulas", "completeness"):
        single = Counter(code for found in codes for code in found if CODES[code].family == family)
        detail = ", ".join(f"{code} {count}" for code, count in single.most_common())
        print(f"  {family:<14}{100 * families[family] / len(pairs):6.2f} %   {detail}")
    return codes


def detection(name: str, pairs: Pairs, passed: list[set[str]], glossary: Glossary) -> None:
    """Print the share of damaged pairs in which the damage's own code, or any code, is found."""
    print(f"damage found, {name} (trials on pairs that pass clean)")
    for kind, (damage, code) in DAMAGE.items():
        rng = random.Random(SEED)
        trials = own = some = 0
        for (zh, en), found in zip(pairs, passed, strict=True):
            damaged = damage(rng, zh, en) if not found else None
            if damaged is not None:
                now = flagged(zh, damaged, glossary)
                trials, own, some = trials + 1, own + (code in now), some + bool(now)
        if trials:
            print(
                f"  {kind:<26}{trials:>6}   {code} {100 * own / trials:5.1f} %   any code {100 * some / trials:5.1f} %"
            )


def shifts(name: str, pairs: Pairs, glossary: Glossary) -> None:
    """Print how many segments are found when the English of a stretch of twenty moves down by one."""
    found = trials = 0
    for start in range(0, len(pairs) - 21, 60):
        stretch = pairs[start : start + 20]
        moved = [("", ""), *stretch]
        shifted = [Pair(zh, moved[n][1], glossary, id=str(n)) for n, (zh, _) in enumerate(stretch)]
        codes = {f.code for item in check_pairs(shifted) for f in item.findings}
        trials, found = trials + 1, found + ("shifted" in codes)
    print(f"  {'shifted by one, ' + name:<26}{trials:>6}   stretches of 20 in which “shifted” is said: {found}")


def edition_pairs() -> Pairs:
    """The segments of the project's editions, as read."""
    reports = (load_edition(folder) for folder in edition_folders().values())
    return [(as_read(s).text, strip_markup(s.en)) for report in reports for s in report.body]


def lengths_in_context(glossary: Glossary) -> None:
    """Print how often half an English is found too short in an edition, once the rest of it has been seen."""
    found = trials = 0
    for folder in edition_folders().values():
        pairs = [Pair.of_segment(segment, glossary) for segment in load_edition(folder).body]
        state = State()
        for pair in pairs:
            list(completeness.check(pair, state))
        for pair in pairs:
            damaged = second_half(random.Random(SEED), pair.zh, pair.en)
            if damaged is not None:
                codes = {f.code for f in completeness.check(Pair(pair.zh, damaged), copy.deepcopy(state))}
                trials, found = trials + 1, found + ("too-short" in codes)
    print(f"  {'second half, in context':<26}{trials:>6}   too-short {100 * found / trials:5.1f} %")


def speed(pairs: Pairs, glossary: Glossary) -> None:
    """Print pairs a minute with all checks, document checks included, for a quarter, half and all of the pairs."""
    print("speed, all checks on one core (process time)")
    for size in (len(pairs) // 4, len(pairs) // 2, len(pairs)):
        start = time.process_time()
        for _ in check_pairs(Pair(zh, en, glossary) for zh, en in pairs[:size]):
            pass
        seconds = time.process_time() - start
        print(f"  {size:>7,} pairs   {60 * size / seconds:>10,.0f} pairs a minute")


def toolkit(pairs: Pairs) -> None:
    """Print the same for translate-toolkit's StandardChecker with every filter it has."""
    try:
        from translate.filters import checks
        from translate.storage.base import TranslationUnit
    except ImportError:
        print("translate-toolkit is not installed")
        return
    config = checks.CheckerConfig(targetlanguage="en")
    team = checks.TeeChecker(config, checkerclasses=[checks.StandardChecker, checks.StandardUnitChecker])
    counts: dict[str, int] = defaultdict(int)
    some = 0
    start = time.process_time()
    for failures in _failures(team, TranslationUnit, pairs):
        some += bool(failures)
        for name in failures:
            counts[name] += 1
    seconds = time.process_time() - start
    print(f"translate-toolkit, all its checks: {100 * some / len(pairs):.1f} % of the clean pairs flagged,")
    print(f"  {60 * len(pairs) / seconds:,.0f} pairs a minute; most often:")
    for name, count in sorted(counts.items(), key=lambda item: -item[1])[:8]:
        print(f"    {name:<22}{100 * count / len(pairs):6.2f} %")


def _failures(team: object, unit_class: type, pairs: Pairs) -> Iterator[dict[str, object]]:
    for zh, en in pairs:
        unit = unit_class(zh)
        unit.target = en
        yield team.run_filters(unit)  # type: ignore[attr-defined]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    default = Path(__file__).resolve().parents[2].parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=default, help="the folder with the pairs")
    parser.add_argument("--pairs", type=int, default=0, help="only so many of them")
    options = parser.parse_args()
    texts = [(options.data / f"wmt17-20.{lang}").read_text(encoding="utf-8").split("\n")[:-1] for lang in ("zh", "en")]
    pairs = list(zip(*texts, strict=True))[: options.pairs or None]
    glossary = load_glossary()
    glossary.find("派出所")
    codes = clean(pairs, glossary)
    detection("WMT", pairs, codes, glossary)
    shifts("WMT", pairs, glossary)
    editions = edition_pairs()
    detection("editions", editions, [flagged(zh, en, glossary) for zh, en in editions], glossary)
    lengths_in_context(glossary)
    shifts("editions", editions, glossary)
    speed(pairs, glossary)
    toolkit(pairs)


if __name__ == "__main__":
    main()
