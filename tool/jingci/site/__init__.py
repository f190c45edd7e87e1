"""The static site: the editions as pages to read, the termbase as pages to look things up in, and a search.

:func:`build_site` writes a folder that any web server can serve and that a browser can open from the disk. The same
input builds the same bytes. Pages load nothing but what lies beside them and obey a Content-Security-Policy.
"""

from jingci.site.build import SiteBuild, build_site

__all__ = ["SiteBuild", "build_site"]
