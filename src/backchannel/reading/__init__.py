"""A report becomes a reading: heads mark, resolvers settle."""

from backchannel.reading.anchors import find_anchors
from backchannel.reading.attributions import find_attributions
from backchannel.reading.layout import lay_out
from backchannel.reading.marks import Reader
from backchannel.reading.names import mark_names
from backchannel.reading.times import mark_times


def rule_reader() -> Reader:
    """The reader whose heads are all rule sets."""
    return Reader(
        lay_out=lay_out,
        mark_times=mark_times,
        mark_names=mark_names,
        find_attributions=find_attributions,
        find_anchors=find_anchors,
    )
