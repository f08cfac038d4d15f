"""The flow on one screen: a report is read, and what it says goes into the record."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from os import PathLike
from pathlib import Path

from backchannel.dating import date_report
from backchannel.errors import BackchannelError, ReportError
from backchannel.ingest import load_reports
from backchannel.reading import rule_reader
from backchannel.reading.commitments import find_commitments
from backchannel.reading.contacts import find_contacts
from backchannel.reading.denials import find_denials
from backchannel.reading.marks import Reader, Scene
from backchannel.reading.measures import find_measures
from backchannel.reading.names import resolve_names
from backchannel.reading.tallies import find_tallies
from backchannel.reading.times import resolve_times
from backchannel.reconcile import judge, reconcile
from backchannel.record import Progress, Record, Step, Summary, open_database
from backchannel.types import Reading, Report
from backchannel.vocabularies import Kind

logger = logging.getLogger(__name__)


def read(report: Report, reader: Reader) -> Reading:
    """Everything this report says, knowing nothing of other reports."""
    layout = reader.lay_out(report)
    marks = reader.mark_times(report, layout)
    published = date_report(report, layout, marks)
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


def read_or_refuse(report: Report, read_one: Callable[[Report], Reading]) -> Reading:
    """The reading of a report; a fault of the reader becomes an error of this report alone.

    Nobody can foresee every text: one report among thousands must not cost the others.
    """
    try:
        return read_one(report)
    except BackchannelError:
        raise
    except Exception as fault:
        logger.exception("the reader failed on %s", report.name)
        named = " ".join(f"{type(fault).__name__} {fault}".split())
        raise ReportError(
            report.name, f"the reader failed on it ({named}): please tell its authors"
        ) from fault


def open_record(
    path: str | PathLike[str],
    *,
    must_exist: bool = False,
    read_only: bool = False,
    reader: Reader | None = None,
) -> Record:
    """Open the record in this file, making it where there is none; close it, or use it in a `with`.

    `reader` reads the reports; without one the rules that ship in the package do.
    """

    def flow(record: Record, paths: Iterable[Path], progress: Progress | None) -> Summary:
        heads = reader or rule_reader()
        return read_into(record, paths, partial(read, reader=heads), progress)

    return Record(open_database(Path(path), must_exist=must_exist, read_only=read_only), flow)


def read_into(
    record: Record,
    paths: Iterable[Path],
    read_one: Callable[[Report], Reading],
    progress: Progress | None = None,
) -> Summary:
    """Read every report of the files that the record does not know, then reconcile."""
    new, known, skipped, files = 0, 0, [], tuple(paths)
    for number, path in enumerate(files, start=1):
        for report in load_reports(path):
            try:
                if isinstance(report, ReportError):
                    raise report
                is_new = not record.knows(report.id) and record.add(
                    read_or_refuse(report, read_one)
                )
                new, known = new + is_new, known + (not is_new)
            except ReportError as error:
                logger.warning("skipped %s", error)
                skipped.append(error)
            if progress:
                name = report.where if isinstance(report, ReportError) else report.name
                progress(Step(name, number, len(files), new + known + len(skipped)))
    return Summary(new, known, tuple(skipped), settle(record))


def settle(record: Record) -> Mapping[Kind, int]:
    """Reconcile if reports have come in since the last time; count the entries only they bring."""
    fresh = record.unsettled()
    if not fresh:
        return {}
    found = reconcile(record.readings())
    record.settle(found.entries, found.origins, judge(found.links, datetime.now(UTC)))
    brought = (e.kind for e in found.entries if all(one.report in fresh for one in e.evidence))
    return Counter(brought)
