"""The scoreboard: what the reader gets right on the gold sets, and the floors it must keep."""
