"""The record's answers, kept until its file changes; slow ones are made anew behind the pages."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from backchannel.errors import BackchannelError
from backchannel.record import Record, Rows

logger = logging.getLogger(__name__)

# All lists without filters, and some that a reader goes back and forth between.
MOST_KEPT = 40
# An answer that took longer than this is shown as it was until the new one is there. Lists of a
# record of 2,000 entries take 0.1 s, those of 100,000 up to 9 s.
SLOW_S = 0.5

Stamp = tuple[tuple[int, int], ...]
Key = tuple[object, ...]
Make = Callable[[], Rows[Any]]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, the state of the file that it is on, and how long it took."""

    rows: Rows[Any]
    stamp: Stamp
    seconds: float


class Answers:
    """An open record whose lists are asked for once; what is asked twice is answered at once."""

    def __init__(self, record: Record) -> None:
        """Hold a record that somebody else opens and closes."""
        self.record = record
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = threading.Lock()
        self._coming: set[Key] = set()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answers")

    @property
    def is_behind(self) -> bool:
        """Whether an answer is being made anew, so that a page may show the one before."""
        return bool(self._coming)

    def rows(self, what: str, filters: Mapping[str, Any]) -> Rows[Any]:
        """The rows that the record's query of this name answers with."""
        return self.kept(what, filters, lambda: getattr(self.record, what)(**filters))

    def kept(self, what: str, filters: Mapping[str, Any], make: Make) -> Rows[Any]:
        """The rows under this name, made where they are not kept yet."""
        key = (what, *sorted(filters.items()))
        kept = self._kept.get(key)
        if kept is None:
            return self._make(key, make)
        if kept.stamp == self._stamp_of_file():
            return kept.rows
        if kept.seconds < SLOW_S:
            return self._make(key, make)
        self._renew(key, make)
        return kept.rows

    def warm(self, makes: Iterable[Callable[[], object]]) -> None:
        """Make these answers beforehand, one after another, while others are given."""
        for make in makes:
            self._worker.submit(self._try, make)

    def close(self) -> None:
        """Make no more answers; the one that is being made is waited for."""
        self._worker.shutdown(cancel_futures=True)

    def _make(self, key: Key, make: Make) -> Rows[Any]:
        # The stamp is taken first: what is written meanwhile makes the answer an old one.
        stamp, began = self._stamp_of_file(), time.monotonic()
        rows = make()
        with self._lock:
            self._kept[key] = Kept(rows, stamp, time.monotonic() - began)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return rows

    def _renew(self, key: Key, make: Make) -> None:
        with self._lock:
            if key in self._coming:
                return
            self._coming.add(key)

        def renew() -> None:
            try:
                self._try(lambda: self._make(key, make))
            finally:
                with self._lock:
                    self._coming.discard(key)

        self._worker.submit(renew)

    def _try(self, make: Callable[[], object]) -> None:
        """Make an answer that nobody waits for: if that fails, whoever asks next is told why."""
        try:
            make()
        except BackchannelError as error:
            logger.warning("an answer could not be made beforehand: %s", error)

    def _stamp_of_file(self) -> Stamp:
        """When the record was last written, and its size: the file and its log."""
        path = self.record.path
        files = (path, path.with_name(f"{path.name}-wal"))
        stats = (file.stat() for file in files if file.exists())
        return tuple((stat.st_mtime_ns, stat.st_size) for stat in stats)
