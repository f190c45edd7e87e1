"""A Chinese text in segments with ids, offsets, and every character accounted for.

A text comes as blocks (paragraphs, headings, table rows); a block whose role its document did not tell is judged by its
wording and its place. What belongs to the web page and not to the document becomes skipped stretches with a reason.
"""

from jingci.segmentation.blocks import Block, line_blocks
from jingci.segmentation.segments import segment_blocks, segment_text

__all__ = ["Block", "line_blocks", "segment_blocks", "segment_text"]
