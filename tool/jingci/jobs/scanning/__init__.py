"""Scanning a corpus of any size: its terms, formulas and figures in tables.

The corpus is cut into shards of some megabytes. :func:`~jingci.jobs.scanning.shards.scan_shard`, which can be pickled,
makes of each the bytes of its part of the tables: in this process, in several, or on a cluster
(:mod:`jingci.jobs.scanning.dask`). This process alone writes: the parts of a shard, then a line of the journal, and at
the end the tables. So a run that is killed goes on where it was, and no document is counted twice.
"""

from jingci.jobs.scanning.running import Outcome, Scan, scan_corpus

__all__ = ["Outcome", "Scan", "scan_corpus"]
