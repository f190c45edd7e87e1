"""The command line: parses, calls the library, prints."""

from jingci.cli.main import main

__all__ = ["main"]
