"""Readings and entries take the forms that other programs read."""

from backchannel.export.readings import reading_to_json, write_reading

__all__ = ["reading_to_json", "write_reading"]
