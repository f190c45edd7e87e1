"""A real CTranslate2 model with weights set by hand: it translates word by word, by a table.

A Transformer of one layer each side. The embedding of a piece has a one for the piece, and its position encoding a one
for the position; the decoder's cross-attention looks at the source piece of its own position and puts out the piece that
the table gives for it. What the table does not hold is copied.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec

LENGTH = 512
#: How sharply the attention looks at one position.
GAIN = 5.0


def make_model(folder: Path, table: dict[str, str], *, keep: bool = True) -> Path:
    """Write the model and its sentence pieces into a folder.

    :param table: the English of Chinese words; what is not in it is copied.
    :param keep: whether Latin letters are copied; if not, each becomes “the”, as if the model had never seen them.
    """
    folder.mkdir(parents=True)
    pieces = _pieces(folder, table)
    index = {piece: i for i, piece in enumerate(pieces)}
    becomes = {index[source]: index[_spaced(en)] for zh, en in table.items() for source in (zh, _spaced(zh))}
    if not keep:
        the = index["▁the"]
        becomes |= {i: the for i, piece in enumerate(pieces) if (bare := piece.lstrip("▁")) and bare.isupper()}
    spec = _spec(len(pieces), becomes)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    spec.save(str(folder))
    return folder


def _spaced(words: str) -> str:
    return "▁" + words.replace(" ", "▁")


def _pieces(folder: Path, table: dict[str, str]) -> list[str]:
    """The pieces of a sentence-piece model with the table's words whole, written for both sides; bytes for the rest."""
    words = [*table, *map(_spaced, table), *map(_spaced, table.values()), "▁the"]
    letters = [chr(code) for code in range(ord("!"), ord("~") + 1) if chr(code) != ","]
    corpus = folder / "corpus.txt"
    corpus.write_text("\n".join([*table, *table.values(), *letters]), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(folder / "source"),
        vocab_size=2000,
        hard_vocab_limit=False,
        byte_fallback=True,
        user_defined_symbols=list(dict.fromkeys([*words, *letters])),
        minloglevel=2,
    )
    corpus.unlink()
    (folder / "source.model").rename(folder / "source.spm")
    (folder / "source.vocab").unlink()
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    model = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    return [model.id_to_piece(i) for i in range(model.get_piece_size())]


def _spec(size: int, becomes: dict[int, int]) -> Any:
    depth = size + LENGTH
    spec = TransformerSpec.from_config(num_layers=1, num_heads=1)
    embedding = np.eye(size, depth, dtype=np.float32)
    position = np.eye(LENGTH, depth, k=size, dtype=np.float32)
    where = np.diag(np.arange(depth) >= size).astype(np.float32) * GAIN
    what = np.zeros((depth, depth), dtype=np.float32)
    for piece in range(size):
        what[becomes.get(piece, piece), piece] = 1
    spec.encoder.embeddings[0].weight = embedding
    spec.decoder.embeddings.weight = embedding
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = False
        side.position_encodings.encodings = position
        _norm(side.layer_norm, depth)
        [layer] = side.layer
        _nothing(layer.self_attention, depth, 3)
        _norm(layer.ffn.layer_norm, depth)
        _linear(layer.ffn.linear_0, np.zeros((4, depth), dtype=np.float32))
        _linear(layer.ffn.linear_1, np.zeros((depth, 4), dtype=np.float32))
    [layer] = spec.decoder.layer
    _norm(layer.attention.layer_norm, depth)
    _linear(layer.attention.linear[0], where)
    _linear(layer.attention.linear[1], np.concatenate([where, what]))
    _linear(layer.attention.linear[2], np.eye(depth, dtype=np.float32))
    _linear(spec.decoder.projection, embedding)
    return spec


def _norm(norm: Any, depth: int) -> None:
    norm.gamma = np.ones(depth, dtype=np.float32)
    norm.beta = np.zeros(depth, dtype=np.float32)


def _linear(linear: Any, weight: Any) -> None:
    linear.weight = weight
    linear.bias = np.zeros(weight.shape[0], dtype=np.float32)


def _nothing(attention: Any, depth: int, parts: int) -> None:
    """An attention that adds nothing."""
    _norm(attention.layer_norm, depth)
    _linear(attention.linear[0], np.zeros((parts * depth, depth), dtype=np.float32))
    _linear(attention.linear[1], np.zeros((depth, depth), dtype=np.float32))
