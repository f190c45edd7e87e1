"""Where the data are: those that come with jingci, and the user's own."""

from __future__ import annotations

import os
import sys

from jingci.errors import FileError


def data_root() -> str:
    """The folder that holds ``glossary/`` and ``translations/``: the installed package's own copy, or the checkout.

    :raises FileError: where neither is there.
    """
    here = os.path.dirname(os.path.realpath(__file__))
    for root in (os.path.join(here, "_data"), os.path.dirname(os.path.dirname(here))):
        if os.path.isfile(os.path.join(root, "glossary", "sources.yaml")):
            return root
    raise FileError("the glossary that belongs to jingci is missing", path=here, hint="reinstall jingci")


def user_folder() -> str:
    """The folder of the user's own data, such as a memory: ``JINGCI_DATA``, or the platform's (XDG on Linux)."""
    if root := os.environ.get("JINGCI_DATA"):
        return root
    if root := os.environ.get("XDG_DATA_HOME"):
        return os.path.join(root, "jingci")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "jingci")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Application Support/jingci")
    return os.path.expanduser("~/.local/share/jingci")


def config_folder() -> str:
    """The folder of the user's config file: ``JINGCI_CONFIG``, or the platform's (XDG on Linux)."""
    if root := os.environ.get("JINGCI_CONFIG"):
        return root
    if root := os.environ.get("XDG_CONFIG_HOME"):
        return os.path.join(root, "jingci")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("APPDATA") or os.path.expanduser("~"), "jingci")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Application Support/jingci")
    return os.path.expanduser("~/.config/jingci")
