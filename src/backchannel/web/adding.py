"""Reports that are added in the browser: one batch is read after another, beside the pages."""

import logging
import secrets
import shutil
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from backchannel.errors import BackchannelError
from backchannel.record import Change, How, Record, Step, Summary

logger = logging.getLogger(__name__)

# Batches that are still shown after they were read.
MOST_KEPT = 20


@dataclass(slots=True)
class Batch:
    """Files that are being read, how far that has come, and what it did."""

    files: tuple[str, ...]
    folder: Path
    id: str = field(default_factory=lambda: secrets.token_hex(6))
    step: Step | None = None
    summary: Summary | None = None
    error: str = ""

    @property
    def is_done(self) -> bool:
        """Whether nothing more will happen."""
        return self.summary is not None or bool(self.error)

    @property
    def skipped(self) -> tuple[str, ...]:
        """What could not be read and why, by the names that the files came with."""
        errors = self.summary.skipped if self.summary else ()
        return tuple(f"{self.named(error.where)}: {error.problem}" for error in errors)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What it did to entries known before, then the entries that it has brought."""
        changes = self.summary.changes if self.summary else ()
        return tuple(sorted(changes, key=lambda change: change.how is How.ADDED))

    def named(self, words: str) -> str:
        """The words without the folder that the files were put in for reading."""
        return words.replace(f"{self.folder}/", "")


class Batches:
    """Reads batches into a record in a thread of its own, in the order in which they came."""

    def __init__(self, record: Record) -> None:
        """Read into a record that somebody else opens and closes."""
        self._record = record
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="adding")
        self._kept: OrderedDict[str, Batch] = OrderedDict()

    def start(self, folder: Path, paths: Sequence[Path]) -> Batch:
        """Read these files of a folder, which is deleted afterwards."""
        batch = Batch(tuple(path.name for path in paths), folder)
        self._kept[batch.id] = batch
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        self._worker.submit(self._read, batch, paths)
        return batch

    def latest(self) -> tuple[Batch, ...]:
        """The batches that are kept, the newest first."""
        return tuple(reversed(self._kept.values()))

    def find(self, id: str) -> Batch | None:
        """The batch with this id, if it is kept."""
        return self._kept.get(id)

    def close(self) -> None:
        """Finish the batch that is being read, and start no other."""
        self._worker.shutdown(cancel_futures=True)

    def _read(self, batch: Batch, paths: Sequence[Path]) -> None:
        def follow(step: Step) -> None:
            batch.step = step

        try:
            batch.summary = self._record.read(paths, follow)
        except BackchannelError as error:
            batch.error = batch.named(str(error))
        except Exception:
            logger.exception("a batch of reports could not be read")
            batch.error = "The program failed on these reports; the terminal says more."
        finally:
            shutil.rmtree(batch.folder, ignore_errors=True)
