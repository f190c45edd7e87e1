"""The shortest sensible English of a dictionary's entry: the sense that a gloss shows under a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

#: Longer senses are shown only where an entry has no others; those are cut.
LONGEST = 40
#: What says nothing about the word's own meaning.
_NO_SENSE = re.compile(
    r"CL:|surname\b|also pr\.|Taiwan pr\.|also written|classifier\b|measure word|used in |\(used in |radical in|"
    r"Kangxi radical|\(onom\.\)|same as the|\(interjection|\(interj\.\)|name of an? |character used in|phonetic|"
    r"\(phonetic|\(used (?:as|to|at|before|after|with)\b|Japanese "
)
_REFERENCE = re.compile(
    r"(?:(?:(?:old|archaic|erhua|unofficial|nonstandard|popular|ancient|Japanese)? ?variant of"
    r"|see(?: also)?|same as|equivalent to|also written|abbr\. (?:for|of)|abbr\. to) ?)"
    r"(?P<english>[^\[|]*?)(?P<zh>[㐀-鿿〇]+(?:\|(?P<simplified>[㐀-鿿〇]+))?)(?:\[(?P<pinyin>[^\]]*)\])?"
)
_LABEL = re.compile(r"\((?P<label>[^()]*)\) ?")
#: Labels that say how a word is built and not where it is used.
_PLAIN_LABELS = ("bound form", "attributive", "prefix", "suffix", "noun suffix", "fig.", "statistics", "law", "formal")
_BRACKETS = re.compile(r" ?\[[^\]]*\]")
_CHINESE = re.compile(r"[㐀-鿿]+(?:\|[㐀-鿿]+)?")
_TRAILING = re.compile(r" ?\([^()]*\)")
_SPACES = re.compile(r"\s+")
_SHORT = {"sb's": "someone's", "sb": "someone", "sth": "something"}
_SHORTHAND = re.compile(r"\b(?:sb's|sb|sth)\b")
#: What each later sense, and each part after a semicolon, must be shorter by in letters to be preferred.
_LATER, _PART, _LABELLED, _PROPER = 7, 5, 14, 60
#: Between entries, the length of a sense counts up to this many letters; the entry with more senses is the commoner.
_LONG_ENOUGH = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the dictionary: syllables as numbered pinyin, senses as printed."""

    syllables: tuple[str, ...]
    senses: tuple[str, ...]

    @property
    def is_proper(self) -> bool:
        """Whether it is a proper name: its pinyin is capitalised."""
        return self.syllables[:1] != () and self.syllables[0][:1].isupper()


#: The entries of a simplified word.
Lookup = Callable[[str], Sequence[Entry]]


def chosen(word: str, entries: Sequence[Entry], look_up: Lookup, usual: str = "") -> tuple[Entry, str] | None:
    """The entry to be shown of a word, and its sense; None where no entry says anything.

    :param look_up: the entries of other words, for references ("variant of", "abbr. for").
    :param usual: the usual reading of a single character, without tone.
    """
    ranked = []
    for place, entry in enumerate(entries):
        found = _best(entry.senses)
        if found is None:
            continue
        cost, text = found
        cost = min(cost, _LONG_ENOUGH) + (_PROPER if entry.is_proper else 0) - 5 * min(len(entry.senses), 8)
        cost -= 25 if usual and toneless(entry.syllables[:1]) == usual else 0
        ranked.append((cost, place, entry, text))
    if ranked:
        _, _, entry, text = min(ranked, key=lambda row: row[:2])
        return entry, text
    for entry in entries:
        if text := _followed(word, entry, look_up, depth=0):
            return entry, text
    return None


def toneless(syllables: Iterable[str]) -> str:
    """Syllables without tones, in small letters; ü as v."""
    return "".join(syllable.rstrip("12345").lower().replace("u:", "v") for syllable in syllables)


def _followed(word: str, entry: Entry, look_up: Lookup, depth: int) -> str:
    """What an entry that only refers to another means."""
    for sense in entry.senses:
        match = _REFERENCE.search(sense)
        if match is None:
            continue
        english = match["english"].strip(" ,;")
        if english and sense.startswith("abbr."):
            return _cleaned(english)
        target = match["simplified"] or match["zh"]
        if target == word or depth > 2:
            continue
        others = look_up(target)
        same = [other for other in others if match["pinyin"] and list(other.syllables) == match["pinyin"].split()]
        for other in [*same, *others]:
            best = _best(other.senses)
            if best is not None:
                return best[1]
        for other in others:
            if text := _followed(target, other, look_up, depth + 1):
                return text
    return next((text for sense in entry.senses if (text := _by_kind(sense))), "")


def _by_kind(sense: str) -> str:
    """What a word is, where no sense says what it means."""
    if sense.startswith("surname "):
        return f"{sense.removeprefix('surname ').split()[0]} (surname)"
    return "(measure)" if sense.startswith(("classifier", "measure word")) else ""


def _best(senses: Sequence[str]) -> tuple[int, str] | None:
    """The cheapest part of the senses, with its cost: short and early is cheap."""
    found: list[tuple[int, int, str]] = []
    for number, sense in enumerate(senses):
        if _NO_SENSE.match(sense) or _REFERENCE.match(sense):
            continue
        for part_number, part in enumerate(_parts(sense)):
            match = _LABEL.match(part)
            labelled = match is not None and not match["label"].startswith(_PLAIN_LABELS)
            text = _cleaned(part)
            if text:
                cost = len(text) + _LATER * number + _PART * part_number + (_LABELLED if labelled else 0)
                found.append((cost, len(found), text))
    if not found:
        return None
    cost, _, text = min(found)
    return cost, text


def _parts(sense: str) -> list[str]:
    """A sense divided at its semicolons, brackets kept whole."""
    parts, depth, start = [], 0, 0
    for place, char in enumerate(sense):
        depth += (char == "(") - (char == ")")
        if char == ";" and depth <= 0:
            parts.append(sense[start:place].strip())
            start = place + 1
    return [*parts, sense[start:].strip()]


def _cleaned(text: str) -> str:
    """A sense as a gloss shows it: no label, no remark in brackets, no "to" before a verb.

    >>> _cleaned("to provide sb with (accommodation)"), _cleaned("(bound form) police")
    ('provide someone with', 'police')
    """
    text = _BRACKETS.sub("", text)
    text = _LABEL.sub("", text, count=1) if text.startswith("(") else text
    bare = _TRAILING.sub("", text)
    text = bare if bare.strip(" ,.") else text.strip("()")
    text = _SHORTHAND.sub(lambda m: _SHORT[m[0]], _CHINESE.sub("", text))
    text = _SPACES.sub(" ", text).strip(" ,;:")
    text = text.removeprefix("to ")
    if len(text) > LONGEST:
        head = re.split(r"[,:(]| - ", text, maxsplit=1)[0].strip()
        text = head if 2 < len(head) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
    return text.strip()
