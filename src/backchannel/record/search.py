"""Find words in reports and entries (SQLite FTS5)."""

import re

from sqlalchemy import Connection, text

from backchannel.reconcile.views import HERE_AND_NOW, View, seen
from backchannel.record import lookups
from backchannel.record.queries import days_between
from backchannel.record.rows import HIT_END, HIT_START, Rows, SearchHit

# The columns to quote from are counted from 0: the last is the body.
ENTRIES = text("""
    SELECT entry_words.kind, id, title, snippet(entry_words, 3, :start, :end, '…', 24),
        NULL, earliest, latest
    FROM entry_words JOIN entries USING (id)
    WHERE entry_words MATCH :query ORDER BY rank, id LIMIT :limit
""")
REPORTS = text("""
    SELECT 'report', id, coalesce(reports.title, name),
        snippet(report_words, 2, :start, :end, '…', 24), outlet, earliest, latest
    FROM report_words JOIN reports USING (id)
    WHERE report_words MATCH :query ORDER BY rank, id LIMIT :limit
""")


def find(
    connection: Connection, words: str, limit: int, view: View = HERE_AND_NOW
) -> Rows[SearchHit]:
    """Entries that have all the words, then reports, each best first; either may fill half."""
    query = parse_query(words)
    if not query:
        return Rows(SearchHit)
    # A view drops some of the hits: all are asked for, and what is left is cut.
    most = limit if view == HERE_AND_NOW else -1
    values = {"query": query, "start": HIT_START, "end": HIT_END, "limit": most}
    entries, reports = (
        [_hit(*row) for row in connection.execute(sql, values)] for sql in (ENTRIES, REPORTS)
    )
    entries = [hit for hit in entries if _is_seen(connection, hit, view)]
    reports = [hit for hit in reports if _is_published(hit, view)]
    room = limit - min(len(reports), limit // 2)
    return Rows(SearchHit, tuple([*entries[:room], *reports][:limit]))


def _is_seen(connection: Connection, hit: SearchHit, view: View) -> bool:
    return view == HERE_AND_NOW or seen(lookups.entry(connection, hit.id), view) is not None


def _is_published(hit: SearchHit, view: View) -> bool:
    last = view.known_on
    return last is None or bool(hit.date and hit.date.latest and hit.date.latest <= last)


def _hit(*cells: str | None) -> SearchHit:
    kind, id, title, snippet, outlet, earliest, latest = cells
    return SearchHit(
        str(kind), str(id), str(title), str(snippet), outlet, days_between(earliest, latest)
    )


def parse_query(words: str) -> str:
    """What the user typed as an FTS5 query: every word literal, "phrases" kept, a last * too."""
    pieces = re.findall(r'"([^"]+)"|([^\s"]+)', words)
    terms = [_term(phrase or word, is_word=bool(word)) for phrase, word in pieces]
    return " ".join(term for term in terms if term)


def _term(words: str, *, is_word: bool) -> str:
    if not re.search(r"\w", words):
        return ""
    return f'"{words.rstrip("*")}"*' if is_word and words.endswith("*") else f'"{words}"'
