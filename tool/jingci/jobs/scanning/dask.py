"""Shards on a Dask cluster: for corpora that one machine would take too long for.

Of the engines that research clusters run, Dask needs nothing but Python on the nodes, starts under Slurm, PBS, SGE and
LSF (``dask-jobqueue``), on Kubernetes or by ``dask worker``, and runs a task again elsewhere when its worker dies. This
process reads the corpus, sends shards, and writes what comes back, so that the nodes need neither the corpus nor a
shared disk; they need the same version of jingci.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any

from jingci.errors import EngineError, MissingExtraError
from jingci.jobs.scanning.shards import Order, Part, Shard, scan_shard

#: Shards that are sent ahead for each core of the cluster.
_AHEAD = 2
_SECONDS = 30


def on_cluster(shards: Iterable[Shard], order: Order, address: str) -> Iterator[Part]:
    """The parts of the shards as they become ready.

    :param address: of the scheduler (``tcp://node1:8786``), or the path of its scheduler file (``….json``).
    :raises EngineError: there is no such scheduler, it has no workers, or a shard killed several workers.
    :raises MissingExtraError: Dask is not installed.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise MissingExtraError("--cluster needs Dask", hint="pip install 'jingci[cluster]'") from error
    where = {"scheduler_file": address} if address.endswith(".json") else {"address": address}
    try:
        client = distributed.Client(**where, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise EngineError(f"no Dask scheduler answers at {address}", hint="start one with: dask scheduler") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_SECONDS)
            yield from _parts(distributed, client, iter(shards), order)
        except (distributed.KilledWorker, distributed.scheduler.NoValidWorkerError) as error:
            hint = "have they enough memory? The same command goes on where this one stopped"
            raise EngineError(f"a shard killed several workers of {address}", hint=hint) from error
        except (OSError, TimeoutError, distributed.client.FutureCancelledError) as error:
            hint = "the same command goes on where this one stopped"
            raise EngineError(f"the cluster at {address} is lost, or has no workers", hint=hint) from error
        except ImportError as error:
            raise EngineError("the workers cannot load jingci", hint="install this version of it on them") from error


def _parts(distributed: Any, client: Any, shards: Iterator[Shard], order: Order) -> Iterator[Part]:
    # A task, not scattered data: the cluster can make it again when the worker that holds it dies. The termbase that
    # it brings is a third as large when it is packed.
    shared = client.submit(_unpacked, zlib.compress(pickle.dumps(order)), pure=False)
    ready = distributed.as_completed(loop=client.loop)
    while True:
        # The cluster may grow and shrink while it works.
        wanted = max(2, _AHEAD * sum(client.ncores().values())) - ready.count()
        for shard in islice(shards, max(0, wanted)):
            ready.add(client.submit(scan_shard, shard, shared, pure=False))
        if ready.is_empty():
            return
        future = next(ready)
        part: Part = future.result()
        future.release()
        yield part


def _unpacked(order: bytes) -> Order:
    unpacked: Order = pickle.loads(zlib.decompress(order))
    return unpacked
