"""Traditional characters that reading numbers needs, with their simplified forms."""
SIMPLIFIED_OF: dict[str,str] = {}
