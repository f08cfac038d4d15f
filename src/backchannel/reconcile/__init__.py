"""Readings become entries: origins, linking, slots, belief."""
