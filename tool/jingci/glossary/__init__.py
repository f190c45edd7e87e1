"""The termbase: strict reading, layers, the compiled index, lookup, and the editor's lint."""

from jingci.glossary.store import Found, Glossary, load_glossary

__all__ = ["Found", "Glossary", "load_glossary"]
