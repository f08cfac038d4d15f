"""The article on a web page: its text, title, day and outlet, without what stands around it."""

import codecs
import datetime
from dataclasses import dataclass
from urllib.parse import urlsplit

from backchannel.web.fetching import FetchError, Page

# Less is a notice: that one must log in, or that the page needs a script.
LEAST_LETTERS = 200
# Codecs in which no page is written: of long ones some take hours, others give half letters.
OF_NO_PAGE = ("idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7")
LATIN_1 = "iso8859-1"


@dataclass(frozen=True, slots=True)
class Article:
    """A report as a page has it; what the page does not say is empty."""

    text: str
    title: str = ""
    published: str = ""
    outlet: str = ""
    url: str = ""


def find_article(page: Page) -> Article:
    """The article on a page; a FetchError says that there is none."""
    if page.type == "text/plain":
        return Article(_decoded(page) or page.content.decode("utf-8", "replace"), url=page.address)
    # Only whoever pastes an address waits for it: 0.2 s and 30 MB.
    from trafilatura import bare_extraction

    found = bare_extraction(
        _decoded(page) or page.content,
        url=page.address,
        include_comments=False,
        with_metadata=True,
        # A day that the page states, or its address: none is guessed from the words around.
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "max_date": datetime.date.today().isoformat(),
        },
    )
    if found is None or isinstance(found, dict) or len(found.text or "") < LEAST_LETTERS:
        raise FetchError("No article is found on this page: copy its text into the field below.")
    host = urlsplit(page.address).hostname or ""
    title = _line(found.title)
    return Article(
        text=_paragraphs(found.text or "", title),
        title=title,
        published=_line(found.date),
        outlet=_line(found.sitename) or host.removeprefix("www."),
        url=page.address,
    )


def _decoded(page: Page) -> str | None:
    """The content in the letters that the server names; None where it names none that is known.

    As in browsers, Latin 1 stands for Windows-1252, which has quotation marks and dashes besides.
    """
    try:
        name = codecs.lookup(page.charset or "").name
        if name in OF_NO_PAGE:
            return None
        return page.content.decode("cp1252" if name == LATIN_1 else name)
    except (LookupError, ValueError):
        return None


def _paragraphs(text: str, title: str) -> str:
    """The paragraphs with empty lines between, as a report has them; the title stands apart."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    return "\n\n".join(lines[1:] if lines and lines[0] == title else lines)


def _line(words: str | None) -> str:
    return " ".join((words or "").split())
