"""Strict YAML in and out.

The data files hold strings, lists and mappings only. What YAML would silently turn into something else (``no``,
``12:30``, ``1.10``, an empty value), anchors and aliases, duplicate keys and absurd sizes are errors that name file and
line. Every parsed value remembers its line, so that later checks can name it too. Files are written in one canonical
layout, so that a diff shows only what changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jingci.errors import LimitError, SchemaError

if TYPE_CHECKING:
    import yaml

MAX_SCALAR = 1_000_000
MAX_DEPTH = 40
LINE_WIDTH = 110
_PROSE = 90


class Text(str):
    """A string that knows the 1-based ``line`` it came from."""

    line: int = 0


class Items(list[Any]):
    """A list that knows the 1-based ``line`` it came from."""

    line: int = 0


class Record(dict[str, Any]):
    """A mapping that knows its 1-based ``line`` and, in ``lines``, that of each key."""

    line: int = 0

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}


def located(value: Any, line: int) -> Any:
    """Plain mappings, lists and strings as what :func:`parse_yaml` gives, all of one line; other values as they are."""
    if isinstance(value, str):
        text = Text(value)
        text.line = line
        return text
    if isinstance(value, dict):
        record = Record()
        record.line = line
        for key, inner in value.items():
            record[key] = located(inner, line)
            record.lines[key] = line
        return record
    if isinstance(value, list):
        items = Items(located(inner, line) for inner in value)
        items.line = line
        return items
    return value


def parse_yaml(text: str, path: str) -> Record | Items | Text:
    """One YAML document as :class:`Record`, :class:`Items` and :class:`Text`.

    :param text: the document.
    :param path: its name, for error messages.
    :raises SchemaError: for anything but strings, lists and mappings of strings; the message names the line.
    :raises LimitError: for a scalar over 1,000,000 characters or a depth over 40.
    """
    import yaml

    try:
        return _Builder(path).build(yaml.parse(text, Loader=getattr(yaml, "CLoader", yaml.Loader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "malformed"
        raise SchemaError(f"not valid YAML: {problem}", path=path, line=mark.line + 1 if mark else None) from error
    except yaml.reader.ReaderError as error:
        raise SchemaError(
            f"not valid YAML: character U+{ord(error.character):04X} is not allowed"
            if isinstance(error.character, str) and len(error.character) == 1
            else f"not valid YAML: {error.reason}",
            path=path,
            line=text.count("\n", 0, error.position) + 1,
        ) from error


class _Builder:
    """Builds located values from YAML events, which name their lines and show anchors that nodes hide."""

    def __init__(self, path: str) -> None:
        import yaml

        self.path = path
        self.resolver = yaml.resolver.Resolver()

    def build(self, events: Iterable[yaml.Event]) -> Record | Items | Text:
        import yaml

        stream = iter(events)
        result: Record | Items | Text | None = None
        for event in stream:
            if isinstance(event, yaml.DocumentStartEvent) and result is not None:
                self.fail("a second document (---) in one file", event)
            if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)):
                result = self.value(event, stream, 0)
        if result is None:
            raise SchemaError("the file is empty", path=self.path)
        return result

    def fail(self, message: str, event: yaml.Event) -> None:
        raise SchemaError(message, path=self.path, line=_line(event))

    def value(self, event: yaml.Event, stream: Any, depth: int) -> Record | Items | Text:
        import yaml

        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            self.fail("anchors and aliases (&, *) are not allowed; quote the value if it is text", event)
        if depth > MAX_DEPTH:
            raise LimitError(f"nested deeper than {MAX_DEPTH} levels", path=self.path, line=_line(event))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if event.tag is not None:  # type: ignore[attr-defined]
            self.fail(f"a tag ({event.tag}) is not allowed", event)  # type: ignore[attr-defined]
        if isinstance(event, yaml.SequenceStartEvent):
            items = Items()
            items.line = _line(event)
            while not isinstance(event := next(stream), yaml.SequenceEndEvent):
                items.append(self.value(event, stream, depth + 1))
            return items
        return self.mapping(event, stream, depth)

    def mapping(self, event: yaml.Event, stream: Any, depth: int) -> Record:
        import yaml

        record = Record()
        record.line = _line(event)
        while not isinstance(event := next(stream), yaml.MappingEndEvent):
            key = self.value(event, stream, depth + 1)
            if not isinstance(key, Text):
                self.fail("a key must be a string", event)
            if key in record:
                self.fail(f"duplicate key “{key}” (first on line {record.lines[str(key)]})", event)
            record.lines[str(key)] = _line(event)
            record[str(key)] = self.value(next(stream), stream, depth + 1)
        return record

    def scalar(self, event: yaml.ScalarEvent) -> Text:
        import yaml

        if len(event.value) > MAX_SCALAR:
            raise LimitError(
                f"a value of {len(event.value):,} characters (at most {MAX_SCALAR:,})",
                path=self.path,
                line=_line(event),
            )
        if event.tag is not None and event.tag != "!":
            self.fail(f"a tag ({event.tag}) is not allowed", event)
        if event.implicit[0]:
            tag = self.resolver.resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
            if tag != "tag:yaml.org,2002:str":
                kind = tag.rpartition(":")[2]
                what = f"“{event.value}” would be read as {kind}, not as text; quote it" if event.value else "no value"
                self.fail(what, event)
        text = Text(event.value)
        text.line = _line(event)
        return text


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def dump_yaml(value: Any) -> str:
    """The canonical layout: block style, lists of strings in flow style, prose folded at 110 columns."""
    import yaml

    # libyaml is four times as fast, but escapes other characters and folds quoted text at other places.
    fast = getattr(yaml, "CSafeDumper", None) if not isinstance(value, str) and _is_plain(value) else None
    dumper = _dumper(fast or yaml.SafeDumper)
    written = yaml.dump(value, Dumper=dumper, allow_unicode=True, sort_keys=False, width=LINE_WIDTH)
    # Characters that cannot be seen stand in double quotes only (see _represent_text), where they can be escaped.
    return "".join(ch if ch.isprintable() or ch == "\n" else _escape(ch) for ch in written)


def _is_plain(value: Any) -> bool:
    """Whether all texts are such as both emitters write alike."""
    if isinstance(value, str):
        return value.isprintable() and max(value, default="") <= "\uffff" and value == value.strip()
    if isinstance(value, dict):
        return all(key.isascii() and key.isidentifier() for key in value) and all(map(_is_plain, value.values()))
    return all(map(_is_plain, value)) if isinstance(value, list) else True


@lru_cache(maxsize=2)
def _dumper(base: type[Any]) -> type[Any]:
    class Dumper(base):  # type: ignore[misc]
        def ignore_aliases(self, data: Any) -> bool:
            return True

    for text_type in (str, Text):
        Dumper.add_representer(text_type, _represent_text)
    for list_type in (list, Items):
        Dumper.add_representer(list_type, _represent_list)
    for mapping_type in (dict, Record):
        Dumper.add_representer(mapping_type, _represent_mapping)
    return Dumper


def _escape(char: str) -> str:
    return "\\_" if char == "\u00a0" else f"\\u{ord(char):04X}" if char <= "\uffff" else f"\\U{ord(char):08X}"


def _represent_text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style: str | None = None
    if "\n" in value or value != value.strip() or not value.isprintable():
        style = '"'
    elif len(value) > _PROSE and value.count(" ") > len(value) // 15 and "  " not in value:
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style=style)


def _represent_mapping(dumper: yaml.SafeDumper, value: dict[str, Any]) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", list(value.items()))


def _represent_list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.Node:
    flow = all(isinstance(item, str) and len(item) < _PROSE for item in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", list(value), flow_style=flow)


def check_keys(record: Any, path: str, required: Iterable[str], optional: Iterable[str], what: str) -> Record:
    """The record itself, once it is a mapping with every required and no unknown key.

    :raises SchemaError: naming the line, and for an unknown key the nearest known one.
    """
    if not isinstance(record, Record):
        line = getattr(record, "line", None)
        raise SchemaError(f"{what} must be a mapping (key: value)", path=path, line=line)
    known = [*required, *optional]
    for key in record:
        if key not in known:
            raise SchemaError(
                f"unknown key “{key}” in {what}", path=path, line=record.lines[key], hint=nearest_hint(key, known)
            )
    for key in required:
        if key not in record:
            raise SchemaError(f"{what} has no “{key}”", path=path, line=record.line)
    return record


def text_at(record: Record, key: str, path: str, *, default: str = "", choices: Iterable[str] = ()) -> str:
    """The string under a key; ``default`` where the key is absent.

    :raises SchemaError: where it is a list or mapping, or none of ``choices``.
    """
    if key not in record:
        return default
    value = record[key]
    if not isinstance(value, str):
        raise SchemaError(f"“{key}” must be text", path=path, line=record.lines[key])
    options = list(choices)
    if options and value not in options:
        raise SchemaError(
            f"“{key}” is “{value}”, which is none of {', '.join(options)}",
            path=path,
            line=record.lines[key],
            hint=nearest_hint(value, options),
        )
    return str(value)


def texts_at(record: Record, key: str, path: str) -> tuple[str, ...]:
    """The list of strings under a key, none of them empty; an empty list where the key is absent."""
    items = items_at(record, key, path)
    for item in items:
        if not isinstance(item, str) or not item.strip():
            raise SchemaError(f"“{key}” must be a list of texts, none of them empty", path=path, line=record.lines[key])
    return tuple(str(item) for item in items)


def items_at(record: Record, key: str, path: str) -> list[Any]:
    """The list under a key; empty where the key is absent."""
    value = record.get(key, [])
    if not isinstance(value, list):
        raise SchemaError(f"“{key}” must be a list", path=path, line=record.lines[key])
    return value


def nearest_hint(word: str, known: Iterable[str]) -> str:
    """``did you mean “…”?`` for the nearest of the known words, or nothing."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean “{close[0]}”?" if close else ""
