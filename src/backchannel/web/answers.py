"""The record's answers, kept until its file changes."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from backchannel.record import Record, Rows

# Filters that a reader goes back and forth between; the rows of a large record take some memory.
MOST_KEPT = 24

Stamp = tuple[tuple[int, int], ...]


class Answers:
    """An open record whose lists are asked for once; what is asked twice is answered at once."""

    def __init__(self, record: Record) -> None:
        """Hold a record that somebody else opens and closes."""
        self.record = record
        self._stamp: Stamp = ()
        self._kept: OrderedDict[tuple[object, ...], Rows[Any]] = OrderedDict()

    def rows(self, what: str, filters: Mapping[str, Any]) -> Rows[Any]:
        """The rows that the record's query of this name answers with."""
        return self.kept(what, filters, lambda: getattr(self.record, what)(**filters))

    def kept(
        self, what: str, filters: Mapping[str, Any], make: Callable[[], Rows[Any]]
    ) -> Rows[Any]:
        """The rows under this name, made where they are not kept yet."""
        stamp = self._stamp_of_file()
        key = (stamp, what, *sorted(filters.items()))
        kept = self._kept.get(key)
        if kept is None:
            kept = make()
            self._keep(key, kept, stamp)
        return kept

    def _keep(self, key: tuple[object, ...], rows: Rows[Any], stamp: Stamp) -> None:
        if stamp != self._stamp:
            self._stamp, self._kept = stamp, OrderedDict()
        self._kept[key] = rows
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def _stamp_of_file(self) -> Stamp:
        """When the record was last written, and its size: the file and its log."""
        path = self.record.path
        files = (path, path.with_name(f"{path.name}-wal"))
        stats = (file.stat() for file in files if file.exists())
        return tuple((stat.st_mtime_ns, stat.st_size) for stat in stats)
