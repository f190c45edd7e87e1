"""Documents to hand in, written through pandoc: DOCX, ODT, EPUB, LaTeX, and the text that PDF is set from."""
