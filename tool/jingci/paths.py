"""Where the data are."""

from __future__ import annotations

import os

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
