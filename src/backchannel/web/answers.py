"""The record's answers, kept until its file changes; slow ones are made behind the pages."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from backchannel.errors import BackchannelError
from backchannel.record import Record, Rows

logger = logging.getLogger(__name__)

# All lists without filters, and some that a reader goes back and forth between.
MOST_KEPT = 40
# An answer that took longer than this is shown as it was until the new one is there. Lists of a
# record of 2,000 entries take 0.1 s, those of 100,000 up to 9 s.
SLOW_S = 0.5
# Of a record with more entries than this nobody waits for a list: the page comes without it.
MOST_AT_ONCE = 5000
# What is worked out from the answers that are kept: a few things from each.
MOST_DERIVED = 4 * MOST_KEPT
# Whoever opens the record looks at something first; making lists beforehand would slow that down.
FIRST_PAGES_S = 2.0

Stamp = tuple[tuple[int, int], ...]
Key = tuple[object, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, under a name and with filters, and how the answer is made."""

    what: str
    filters: Mapping[str, Any]
    make: Callable[[], Rows[Any]] = field(compare=False)

    @property
    def key(self) -> Key:
        """By what its answer is kept."""
        return (self.what, *sorted(self.filters.items()))


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
        self._derived: OrderedDict[tuple[int, str], tuple[Rows[Any], Any]] = OrderedDict()
        self._is_closed = threading.Event()
        self._size: tuple[Stamp, int] | None = None
        self._coming: set[Key] = set()
        self._awaited: set[Key] = set()
        # Whoever asks does not stand behind what is made beforehand.
        self._workers = {
            name: ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
            for name in ("asked", "beforehand")
        }

    @property
    def is_behind(self) -> bool:
        """Whether an answer is awaited, so that a page may show the one before."""
        return bool(self._awaited)

    def question(self, what: str, filters: Mapping[str, Any]) -> Question:
        """A question that a query of the record answers."""
        return Question(what, filters, lambda: self.make(what, filters))

    def make(self, what: str, filters: Mapping[str, Any]) -> Rows[Any]:
        """What the record's query of this name answers, asked anew."""
        rows: Rows[Any] = getattr(self.record, what)(**filters)
        return rows

    def rows(self, what: str, filters: Mapping[str, Any]) -> Rows[Any]:
        """The rows that the record's query of this name answers with."""
        return self.answer(self.question(what, filters))

    def answer(self, question: Question) -> Rows[Any]:
        """The answer; made now if there is none, or one that is quickly made anew."""
        kept = self._kept.get(question.key)
        if kept is None:
            return self._make(question)
        if kept.stamp == self._stamp_of_file():
            return kept.rows
        if kept.seconds < SLOW_S:
            return self._make(question)
        self._start(question, "asked")
        return kept.rows

    def fresh(self, question: Question) -> Rows[Any]:
        """The answer as it is now, however long that takes."""
        kept = self._kept.get(question.key)
        return kept.rows if kept and self._is_fresh(question.key) else self._make(question)

    def ready(self, question: Question) -> Rows[Any] | None:
        """The answer if nobody has to wait for it; None if it will be there in a moment."""
        if question.key in self._kept or not self._is_large():
            return self.answer(question)
        self._start(question, "asked")
        return None

    def derived(self, rows: Rows[Any], name: str, make: Callable[[], T]) -> T:
        """What is worked out from an answer, once for as long as the answer is kept."""
        key = (id(rows), name)
        kept = self._derived.get(key)
        if kept is None or kept[0] is not rows:
            kept = (rows, make())
            with self._lock:
                self._derived[key] = kept
                while len(self._derived) > MOST_DERIVED:
                    self._derived.popitem(last=False)
        value: T = kept[1]
        return value

    def warm(self, questions: Iterable[Question]) -> None:
        """Make these answers beforehand, one after another, once the first pages were shown."""
        self._workers["beforehand"].submit(self._is_closed.wait, FIRST_PAGES_S)
        for question in questions:
            self._start(question, "beforehand")

    def close(self) -> None:
        """Make no more answers; one that is being made is waited for."""
        self._is_closed.set()
        for worker in self._workers.values():
            worker.shutdown(cancel_futures=True)

    def _is_large(self) -> bool:
        stamp = self._stamp_of_file()
        if self._size is None or self._size[0] != stamp:
            self._size = (stamp, sum(self.record.count().values()))
        return self._size[1] > MOST_AT_ONCE

    def _make(self, question: Question) -> Rows[Any]:
        # The stamp is taken first: what is written meanwhile makes the answer an old one.
        stamp, began = self._stamp_of_file(), time.monotonic()
        rows = question.make()
        with self._lock:
            self._kept[question.key] = Kept(rows, stamp, time.monotonic() - began)
            self._kept.move_to_end(question.key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return rows

    def _start(self, question: Question, worker: str) -> None:
        """Make an answer that nobody waits for: if that fails, whoever asks next is told why."""

        def make() -> None:
            with self._lock:
                if question.key in self._coming:
                    return  # the other worker makes it
                self._coming.add(question.key)
            try:
                if not self._is_fresh(question.key):
                    self._make(question)
            except BackchannelError as error:
                logger.warning("an answer could not be made: %s", error)
            finally:
                with self._lock:
                    self._coming.discard(question.key)
                    self._awaited.discard(question.key)

        if worker == "asked":
            self._awaited.add(question.key)
        self._workers[worker].submit(make)

    def _is_fresh(self, key: Key) -> bool:
        kept = self._kept.get(key)
        return kept is not None and kept.stamp == self._stamp_of_file()

    def _stamp_of_file(self) -> Stamp:
        """When the record was last written, and its size: the file and its log."""
        path = self.record.path
        files = (path, path.with_name(f"{path.name}-wal"))
        stats = (file.stat() for file in files if file.exists())
        return tuple((stat.st_mtime_ns, stat.st_size) for stat in stats)
