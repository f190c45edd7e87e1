"""A folder with a translation model and its sentence pieces: Chinese in, English out."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from jingci.errors import EngineError, FileError, MissingExtraError, UsageError
from jingci.screen import visible

#: Pairs of sentence-piece models, for source and target, as converters leave them in the folder or the one above.
_PIECES = (("source.spm", "target.spm"), ("sentencepiece.model",) * 2, ("spiece.model",) * 2)
_HINT = (
    "ct2-transformers-converter --model Helsinki-NLP/opus-mt-zh-en --copy_files source.spm target.spm "
    "--output_dir FOLDER makes one"
)
_MULTILINGUAL = ("eng_Latn", "__en__")
#: Sentence pieces of a stretch, and of its translation: OPUS-MT models have 512 positions.
_LONGEST = 200
_LONGEST_TRANSLATION = 500
_BREAKS = (re.compile("(?<=[。！？!?；;])"), re.compile("(?<=[，,、：:])"))


class Model:
    """Translates Chinese text; safe between threads."""

    def __init__(self, folder: str, translator: Any, source: Any, target: Any) -> None:
        self.folder = folder
        self._translator = translator
        self._source = source
        self._target = target

    @property
    def name(self) -> str:
        """The folder's name."""
        return visible(os.path.basename(os.path.abspath(self.folder)))

    @cached_property
    def hash(self) -> str:
        """Of the model's file, so that two of the same name are told apart: 12 hexadecimal digits."""
        with open(os.path.join(self.folder, "model.bin"), "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:12]

    def translate(self, texts: Sequence[str], hypotheses: int = 1) -> list[list[str]]:
        """The translations of each text, best first; ``hypotheses`` of each at most.

        A text that is longer than the model takes is translated in pieces, and then there is one translation.
        """
        parts = [self._parts(text) for text in texts]
        pieces = [tokens for part in parts for tokens in part]
        results = self._translated(pieces, hypotheses)
        found: list[list[str]] = []
        at = 0
        for part in parts:
            mine = results[at : at + len(part)]
            at += len(part)
            found.append(mine[0] if len(mine) == 1 else [" ".join(options[0] for options in mine)])
        return found

    def close(self) -> None:
        """Free the model's memory."""
        self._translator.unload_model()

    def _parts(self, text: str) -> list[list[str]]:
        """The text in sentence pieces, in as many stretches as its length needs."""
        tokens = self._encode(text)
        if len(tokens) <= _LONGEST:
            return [tokens]
        for pattern in _BREAKS:
            stretches = [stretch for stretch in pattern.split(text) if stretch.strip()]
            if len(stretches) > 1:
                return [tokens for stretch in self._joined(stretches) for tokens in self._parts(stretch)]
        half = len(text) // 2
        return [tokens for stretch in (text[:half], text[half:]) for tokens in self._parts(stretch)]

    def _joined(self, stretches: list[str]) -> list[str]:
        """Neighbouring stretches joined as far as the length allows, in two at least."""
        joined = [stretches[0]]
        for stretch in stretches[1:]:
            if len(self._encode(joined[-1] + stretch)) <= _LONGEST:
                joined[-1] += stretch
            else:
                joined.append(stretch)
        return joined

    def _encode(self, text: str) -> list[str]:
        return list(self._source.encode(text, out_type=str))

    def _translated(self, pieces: list[list[str]], hypotheses: int) -> list[list[str]]:
        if not pieces:
            return []
        try:
            results = self._translator.translate_batch(
                pieces,
                beam_size=max(4, hypotheses),
                num_hypotheses=hypotheses,
                max_decoding_length=min(_LONGEST_TRANSLATION, 2 * max(map(len, pieces)) + 40),
                max_input_length=0,
                max_batch_size=2048,
                batch_type="tokens",
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"the model cannot translate: {_line(error)}", path=self.folder) from error
        return [[str(self._target.decode(tokens)) for tokens in result.hypotheses] for result in results]


def open_model(folder: str, concurrency: int) -> Model:
    """The model in a folder.

    :param concurrency: how many translations may run at once.
    :raises FileError: where the folder is not there.
    :raises UsageError: where it holds no model for this engine.
    :raises EngineError: where the model is damaged.
    :raises MissingExtraError: where ctranslate2 or sentencepiece is not installed.
    """
    try:
        import ctranslate2  # type: ignore[import-untyped]
        import sentencepiece
    except ImportError as error:
        raise MissingExtraError(
            f"the engine ctranslate2 needs the package {error.name}", hint="pip install 'jingci[ctranslate2]'"
        ) from error
    path = _model_folder(Path(folder))
    source, target = _pieces(path)
    _refuse_multilingual(path)
    threads = max(1, (os.cpu_count() or 1) // concurrency)
    try:
        translator = ctranslate2.Translator(str(path), inter_threads=concurrency, intra_threads=threads)
        first = sentencepiece.SentencePieceProcessor(model_file=str(source))
        second = sentencepiece.SentencePieceProcessor(model_file=str(target))
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineError(f"the model cannot be read: {_line(error)}", path=folder) from error
    return Model(str(path), translator, first, second)


def _model_folder(folder: Path) -> Path:
    """The folder itself, or its ``model`` folder, as in packages of Argos Translate."""
    if not folder.is_dir():
        raise FileError("no such folder", path=str(folder))
    for path in (folder, folder / "model"):
        if (path / "model.bin").is_file():
            return path
    raise UsageError("holds no CTranslate2 model (model.bin)", path=str(folder), hint=_HINT)


def _pieces(path: Path) -> tuple[Path, Path]:
    for folder in (path, path.parent):
        for source, target in _PIECES:
            if (folder / source).is_file() and (folder / target).is_file():
                return folder / source, folder / target
    raise UsageError("holds no sentence pieces (source.spm and target.spm)", path=str(path), hint=_HINT)


def _refuse_multilingual(path: Path) -> None:
    """Models of many languages need to be told which: they are not for this engine."""
    for name in ("shared_vocabulary.json", "target_vocabulary.json", "shared_vocabulary.txt"):
        vocabulary = path / name
        if vocabulary.is_file() and any(token in vocabulary.read_text("utf-8", "replace") for token in _MULTILINGUAL):
            raise UsageError("is a model of many languages; one from Chinese to English is needed", path=str(path))


def _line(error: Exception) -> str:
    return " ".join(visible(str(error)).split())[:300]
