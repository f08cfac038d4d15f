"""The record in a browser: pages of tables, cards and text, each with a JSON and a CSV twin."""

from backchannel.web.app import make_app

__all__ = ["make_app"]
