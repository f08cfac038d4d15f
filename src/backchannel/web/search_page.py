"""Search over all reports and entries."""

from starlette.requests import Request
from starlette.responses import Response

from backchannel.record import Rows
from backchannel.record.rows import SearchHit
from backchannel.web import asked as asking
from backchannel.web.showing import answers_of, form_of, shorter, show_page, show_rows

MOST = 100


def show(request: Request) -> Response:
    """The hits for the words in the address; without words, how to search."""
    asked = asking.parse(request)
    if answer := shorter(request, asked):
        return answer
    times = asked.filters(("as_of", "known_on"))
    words = asked.get("q")
    record = answers_of(request).record
    hits = record.find(words, limit=MOST, **times) if words else Rows(SearchHit)
    if form := form_of(request):
        return show_rows(form, hits, SearchHit)
    return show_page(
        request,
        "search.html",
        asked,
        title=f"Search: {words}" if words else "Search",
        hits=hits,
        most=MOST,
    )
