"""Names: places, the organs composed of a place and an organ, persons with a title."""

from jingci.names.finding import find_names
from jingci.names.gazetteer import Gazetteer, Unit, default_gazetteer
from jingci.names.model import Name, NameKind, Part

__all__ = ["Gazetteer", "Name", "NameKind", "Part", "Unit", "default_gazetteer", "find_names"]
