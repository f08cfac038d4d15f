"""Backchannel reads news reports and keeps the sourced record of a negotiation."""

from typing import TYPE_CHECKING, Any

from backchannel.errors import BackchannelError, ModelError, RecordError, ReportError

if TYPE_CHECKING:
    from backchannel.pipeline import open_record as open
    from backchannel.record import Record, Rows

__all__ = ["BackchannelError", "ModelError", "Record", "RecordError", "ReportError", "Rows", "open"]


def __getattr__(name: str) -> Any:
    """Import the flow only when it is asked for: `import backchannel` alone costs nothing."""
    if name == "open":
        from backchannel.pipeline import open_record

        return open_record
    if name in ("Record", "Rows"):
        from backchannel import record

        return getattr(record, name)
    raise AttributeError(f"module 'backchannel' has no attribute {name!r}")
