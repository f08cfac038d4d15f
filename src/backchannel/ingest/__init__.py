"""Files, pages, feeds and archives become reports."""

from backchannel.ingest.files import load_reports

__all__ = ["load_reports"]
