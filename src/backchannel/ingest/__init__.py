"""Files, pages, feeds and archives become reports."""
