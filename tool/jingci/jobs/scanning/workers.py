"""Where shards are worked on: in this process, or in several on this machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from jingci.errors import EngineError
from jingci.jobs.scanning.shards import Order, Part, Shard, scan_shard


def cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def in_this_process(shards: Iterable[Shard], order: Order) -> Iterator[Part]:
    """One shard after another."""
    for number, shard in enumerate(shards):
        yield scan_shard(shard, order)
        if not number:
            _settle()


def in_processes(shards: Iterable[Shard], order: Order, jobs: int) -> Iterator[Part]:
    """Several shards at once, each in a process of its own; no more are held than are worked on or come next.

    :raises EngineError: a process was killed, as by a machine that has no memory left.
    """
    # Threads (Arrow's, for one) do not survive a fork, and a process that is forked again and again shares no more
    # memory: a server that has imported all of this forks each of them once.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(order,))
    under_way: set[Future[Part]] = set()
    try:
        for shard in shards:
            under_way.add(pool.submit(_work, shard))
            while len(under_way) > jobs + 1:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while under_way:
            done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    except BrokenProcessPool as error:
        hint = "is the memory enough for so many --jobs? The same command goes on where this one stopped"
        raise EngineError("a process of the scan was killed", hint=hint) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_orders: list[Order] = []


def _begin(order: Order) -> None:
    """In a new process: leave Ctrl-C to the one that writes, and open the termbase once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _orders[:] = [order]
    scan_shard(Shard(0, (), 0), order)
    _settle()


def _end_with_parent() -> None:
    """Where the process that writes is killed, nobody would ever end this one."""
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)


def _work(shard: Shard) -> Part:
    return scan_shard(shard, _orders[0])


def _settle() -> None:
    """What has been loaded stays: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
