"""The flow on one screen: a report is read, and what it says goes into the record."""

from backchannel.dating import date_report
from backchannel.reading.commitments import find_commitments
from backchannel.reading.contacts import find_contacts
from backchannel.reading.denials import find_denials
from backchannel.reading.marks import Reader, Scene
from backchannel.reading.measures import find_measures
from backchannel.reading.names import resolve_names
from backchannel.reading.tallies import find_tallies
from backchannel.reading.times import resolve_times
from backchannel.types import Reading, Report


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
