"""Find words in reports and entries (SQLite FTS5)."""

import re

from sqlalchemy import Connection, text

from backchannel.record.rows import HIT_END, HIT_START, Rows, SearchHit

# The columns to quote from are counted from 0: the last is the body.
ENTRIES = text("""
    SELECT kind, id, title, snippet(entry_words, 3, :start, :end, '…', 24) AS snippet
    FROM entry_words WHERE entry_words MATCH :query ORDER BY rank, id LIMIT :limit
""")
REPORTS = text("""
    SELECT 'report' AS kind, id, title, snippet(report_words, 2, :start, :end, '…', 24) AS snippet
    FROM report_words WHERE report_words MATCH :query ORDER BY rank, id LIMIT :limit
""")


def find(connection: Connection, words: str, limit: int) -> Rows[SearchHit]:
    """Entries that have all the words, then reports, each best first."""
    query = parse_query(words)
    if not query:
        return Rows(SearchHit)
    values = {"query": query, "start": HIT_START, "end": HIT_END, "limit": limit}
    rows = [*connection.execute(ENTRIES, values), *connection.execute(REPORTS, values)]
    return Rows(SearchHit, tuple(SearchHit(*row) for row in rows[:limit]))


def parse_query(words: str) -> str:
    """What the user typed as an FTS5 query: every word literal, "phrases" kept, a last * too."""
    pieces = re.findall(r'"([^"]+)"|([^\s"]+)', words)
    terms = [_term(phrase or word, is_word=bool(word)) for phrase, word in pieces]
    return " ".join(term for term in terms if term)


def _term(words: str, *, is_word: bool) -> str:
    if not re.search(r"\w", words):
        return ""
    return f'"{words.rstrip("*")}"*' if is_word and words.endswith("*") else f'"{words}"'
