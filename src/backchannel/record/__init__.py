"""The database of reports, readings and entries."""
