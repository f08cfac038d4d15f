"""Reports shared out to several processes, which end when the program does, however it ends."""

import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from backchannel.errors import BackchannelError, ReportError
from backchannel.types import Report

Answer = TypeVar("Answer")
# What is handed through in its place: what could not be loaded, and what need not be read.
Other = ReportError | None

# A process takes a second to start, in which another reads 20,000 (model) to 80,000 characters
# (rules): a second process has to have more than that to do.
PAYS = 60_000
# Reports that each process may be ahead of the one whose turn it is: enough for the others to go on
# behind a long report, and few enough for their readings (25 bytes a character) to fit into memory.
AHEAD = 8
AHEAD_LONG = 2  # when the last of them had more than LONG characters a process
LONG = 200_000


def cores() -> int:
    """How many cores this program may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share(items: Iterator[Report | Other], jobs: int | None) -> tuple[list[Report | Other], int]:
    """The first items, as many as it takes to tell, and how many processes pay for all of them.

    `jobs` is how many are asked for; without it, as many as there are cores and text for them.
    """
    most, first = jobs or cores(), []
    sizes: list[int] = []
    for item in items:
        first.append(item)
        if isinstance(item, Report):
            sizes.append(len(item.text))
        if len(sizes) >= most and (jobs or sum(sizes) >= most * PAYS):
            break
    worth = most if jobs else sum(sizes) // PAYS
    return first, max(1, min(most, len(sizes), worth))


def map_reports(
    ask: Callable[[Report], Answer], items: Iterable[Report | Other], processes: int
) -> Iterator[Answer | Other]:
    """What `ask` answers to each report, in their order; all else is handed through in its place.

    `ask` runs in other processes: it, and what it answers, must be something pickle can copy.
    """
    waiting: deque[Future[Answer] | Other] = deque()
    sizes: deque[int] = deque(maxlen=AHEAD * processes + 1)
    with _open_workers(processes) as workers:
        for item in items:
            waiting.append(workers.submit(ask, item) if isinstance(item, Report) else item)
            sizes.append(len(item.text) if isinstance(item, Report) else 0)
            most = AHEAD_LONG if sum(sizes) > LONG * processes else AHEAD
            yield from _answers(waiting, most * processes)
        yield from _answers(waiting, 0)


def _answers(waiting: deque[Future[Answer] | Other], left: int) -> Iterator[Answer | Other]:
    """The first answers that are awaited, until only so many are left."""
    while len(waiting) > left:
        first = waiting.popleft()
        yield first.result() if isinstance(first, Future) else first


@contextmanager
def _open_workers(processes: int) -> Iterator[ProcessPoolExecutor]:
    """So many started processes; on the way out, work that nobody has begun is dropped."""
    # Spawned, not forked: a copy of an onnxruntime session, of an open SQLite file or of the lock
    # of a progress bar's thread hangs or corrupts, and a forked copy has all of them.
    spawning = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, mp_context=spawning, initializer=_settle_in)
    try:
        with _interrupts_waiting():
            for _ in range(processes):
                pool.submit(_nothing)
        yield pool
    except BrokenProcessPool as fault:
        raise BackchannelError(
            "a process that read reports was ended from outside, perhaps for want of memory: "
            "read with one (--jobs 1)"
        ) from fault
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_waiting() -> Iterator[None]:
    """Processes started here do not see Ctrl-C before they have settled in; this one waits."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _settle_in() -> None:
    """Make a worker end in silence: at Ctrl-C, and when its program was killed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    # What is worth saying of a report comes back with its result; a worker has no log.
    logging.getLogger("backchannel").addHandler(logging.NullHandler())
    threading.Thread(target=_end_with_program, daemon=True).start()


def _end_with_program() -> None:
    """An orphan would wait for work for ever, since it holds both ends of the pipe itself."""
    program = multiprocessing.parent_process()
    if program:
        program.join()
    os._exit(1)


def _nothing() -> None:
    """Work that only makes a process start."""
