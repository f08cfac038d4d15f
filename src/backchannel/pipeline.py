"""The flow on one screen: a report is read, and what it says goes into the record."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, tee
from os import PathLike
from pathlib import Path

from backchannel.dating import Clue, clues_of_record, date_report
from backchannel.errors import BackchannelError, ReportError
from backchannel.ingest import load_reports
from backchannel.reading import rule_reader
from backchannel.reading.commitments import find_commitments
from backchannel.reading.contacts import find_contacts
from backchannel.reading.denials import find_denials
from backchannel.reading.learned.reader import default_reader
from backchannel.reading.marks import Reader, Scene
from backchannel.reading.measures import find_measures
from backchannel.reading.names import resolve_names
from backchannel.reading.tallies import find_tallies
from backchannel.reading.times import resolve_times
from backchannel.reconcile.occasions import Occasion
from backchannel.record import Progress, Record, Step, Summary, open_database
from backchannel.types import Dating, Reading, Report
from backchannel.workers import Other, cores, map_reports, share

logger = logging.getLogger(__name__)

ReadAll = Callable[[Iterable[Report | Other]], Iterator[Reading | Other]]
MakeReader = Callable[[int], Reader]


def read(report: Report, reader: Reader, clues: Sequence[Clue] = ()) -> Reading:
    """Everything this report says, knowing nothing of others but `clues` to its day."""
    layout = reader.lay_out(report)
    marks = reader.mark_times(report, layout)
    published = date_report(report, layout, marks, clues)
    times = resolve_times(report, layout, marks, published)
    mentions = resolve_names(report, layout, reader.mark_names(report, layout), published)
    attributions = reader.find_attributions(report, layout, mentions)
    scene = Scene(report, layout, published, times, mentions, attributions)
    anchors = reader.find_anchors(scene)
    contacts = find_contacts(anchors, scene)
    commitments = find_commitments(anchors, scene)
    measures = find_measures(anchors, scene)
    return Reading(
        report=report,
        published=published,
        attributions=attributions,
        timexes=times,
        mentions=mentions,
        contacts=contacts,
        commitments=commitments,
        measures=measures,
        denials=find_denials(anchors, scene, (*contacts, *commitments, *measures)),
        tallies=find_tallies(anchors, scene),
    )


def read_again(report: Report, reader: Reader, known: Mapping[str, Sequence[Occasion]]) -> Reading:
    """What an undated report says, dated also by what others tell of the same occasions."""
    alone = read(report, reader)
    clues = list(clues_of_record(alone, reader.lay_out(report), known))
    return read(report, reader, clues) if clues else alone


def when(report: Report) -> Dating:
    """When a report was published, by its own words; quick, since no model is asked."""
    rules = rule_reader()
    layout = rules.lay_out(report)
    return date_report(report, layout, rules.mark_times(report, layout))


def read_or_refuse(report: Report, read_one: Callable[[Report], Reading]) -> Reading | ReportError:
    """The reading of a report; a fault of the reader becomes an error of this report alone.

    Nobody can foresee every text: one report among thousands must not cost the others.
    """
    try:
        return read_one(report)
    except ReportError as error:
        return error
    except BackchannelError:
        raise
    except Exception as fault:
        logger.exception("the reader failed on %s", report.name)
        named = " ".join(f"{type(fault).__name__} {fault}".split())
        return ReportError(
            report.name, f"the reader failed on it ({named}): please tell its authors"
        )


def read_here(
    loaded: Iterable[Report | Other], read_one: Callable[[Report], Reading]
) -> Iterator[Reading | Other]:
    """What each report says, one after another in this process; all else is handed through."""
    for one in loaded:
        yield read_or_refuse(one, read_one) if isinstance(one, Report) else one


def read_all(
    loaded: Iterable[Report | Other],
    jobs: int | None = None,
    make_reader: MakeReader = default_reader,
) -> Iterator[Reading | Other]:
    """What each report says, in the order of the reports, read by several processes if that pays.

    `jobs` is how many at most; without it, as many as there are cores. `make_reader` makes a reader
    that uses so many threads; it must be a function of a module, since other processes call it.
    """
    rest = iter(loaded)
    for one in rest:
        if isinstance(one, Report):
            rest = chain((one,), rest)
            break
        yield one
    else:
        return
    first, processes = share(rest, jobs)
    these = chain(first, rest)
    if processes == 1:
        yield from read_here(these, partial(read, reader=make_reader(cores())))
        return
    read_one = partial(_read_there, make_reader, max(1, cores() // processes))
    yield from map_reports(read_one, these, processes)


def _read_there(make_reader: MakeReader, threads: int, report: Report) -> Reading | ReportError:
    """What a worker answers."""
    return read_or_refuse(report, partial(read, reader=_reader_there(make_reader, threads)))


@cache
def _reader_there(make_reader: MakeReader, threads: int) -> Reader:
    """A process's own reader: a loaded model cannot be sent to another."""
    return make_reader(threads)


def open_record(
    path: str | PathLike[str],
    *,
    must_exist: bool = False,
    read_only: bool = False,
    reader: Reader | None = None,
    jobs: int | None = 1,
) -> Record:
    """Open the record in this file, making it where there is none; close it, or use it in a `with`.

    `reader` reads the reports, in this process; without one the reader that ships in the package
    does, with `jobs` processes (None: as many as pay).
    """
    reads: ReadAll = partial(read_all, jobs=jobs)
    if reader:
        reads = partial(read_here, read_one=partial(read, reader=reader))

    def flow(record: Record, paths: Iterable[Path], progress: Progress | None) -> Summary:
        return read_into(record, paths, reads, progress)

    def again(old: Reading, known: Mapping[str, Sequence[Occasion]]) -> Reading:
        return read_again(old.report, reader or _reader_there(default_reader, cores()), known)

    database = open_database(Path(path), must_exist=must_exist, read_only=read_only)
    return Record(database, flow, again)


def read_into(
    record: Record,
    paths: Iterable[Path],
    reads: ReadAll,
    progress: Progress | None = None,
) -> Summary:
    """Read every report of the files that the record does not know, then reconcile."""
    new, known, skipped, files = 0, 0, [], tuple(paths)
    loaded, asked = tee((n, one) for n, path in enumerate(files, 1) for one in load_reports(path))
    unread = (None if isinstance(r, Report) and record.knows(r.id) else r for _, r in asked)
    for (number, report), outcome in zip(loaded, reads(unread), strict=True):
        if isinstance(outcome, ReportError):
            logger.warning("skipped %s", outcome)
            skipped.append(outcome)
        elif outcome and record.add(outcome):
            new += 1
        else:
            known += 1
        if progress:
            name = report.where if isinstance(report, ReportError) else report.name
            progress(Step(name, number, len(files), new + known + len(skipped)))
    changes = record.settle() if record.unsettled() else ()
    return Summary(new, known, tuple(skipped), changes)
