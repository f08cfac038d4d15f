"""Of a web page the article is taken: its words, title, day and outlet, and nothing around it."""

import pytest

from backchannel.web.articles import Article, find_article
from backchannel.web.fetching import FetchError, Page

ADDRESS = "https://www.daily.example/world/talks.html"
PARAGRAPHS = (
    "GENEVA, Sept. 6 – Envoys of Norland and Sudmark met in secret at a hotel by the lake, two "
    "officials said, and spoke of the missing for three hours.",
    "Neither side would say what had been agreed. Zoë Lind, who led the delegation of Norland, "
    "left by a side door without a word to the reporters who were waiting.",
    "Sudmark wants the first list before it takes any further step on the harbours, one of the "
    "officials said, and will not wait for it beyond the winter.",
)
STATED = '<meta property="article:published_time" content="2014-09-07T08:00:00+02:00">'
NAMED = '<meta property="og:site_name" content="The Daily">'


def page_of(head: str = "", body: str = "", charset: str = "utf-8") -> Page:
    body = body or "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = (
        f"<!doctype html><html lang=en><head><title>Envoys meet | The Daily</title>{head}</head>"
        "<body><nav><a href=/>Home</a> <a href=/world>World</a></nav>"
        f"<main><article><h1>Envoys meet by the lake</h1>{body}</article></main>"
        "<aside><h2>Most read</h2><a href=/x>Ten lakes that you must see this summer</a></aside>"
        "<footer>Copyright 2026 The Daily. Subscribe to our newsletter.</footer></body></html>"
    )
    return Page(ADDRESS, "text/html", charset, html.encode(charset))


def test_the_words_stand_in_paragraphs_without_what_is_around_them() -> None:
    article = find_article(page_of(STATED + NAMED))
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.title == "Envoys meet by the lake"
    assert (article.published, article.outlet) == ("2014-09-07", "The Daily")
    assert article.url == ADDRESS


def test_a_day_that_the_page_does_not_state_is_not_guessed() -> None:
    article = find_article(page_of())
    assert (article.published, article.outlet) == ("", "daily.example")


def test_the_day_may_stand_in_what_the_page_tells_machines() -> None:
    told = (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": '
        '"NewsArticle", "datePublished": "2014-09-08T10:00:00Z"}</script>'
    )
    assert find_article(page_of(told)).published == "2014-09-08"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", None], ids=str)
def test_letters_are_those_that_the_server_names_or_the_page_shows(charset: str | None) -> None:
    page = page_of(charset=charset or "utf-8")
    page = Page(page.address, page.type, charset, page.content)
    assert "Zoë Lind" in find_article(page).text


def test_latin_1_has_quotation_marks_as_in_browsers() -> None:
    page = Page(ADDRESS, "text/plain", "iso-8859-1", "Zoë said “no” –".encode("cp1252"))
    assert find_article(page).text == "Zoë said “no” –"


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "utf-7", "undefined", "zip", "no such", "a\0b"]
)
def test_a_charset_that_no_page_has_is_as_good_as_none(charset: str) -> None:
    page = Page(ADDRESS, "text/html", charset, page_of().content)
    assert "Zoë Lind" in find_article(page).text


def test_markup_in_the_words_is_words() -> None:
    body = "".join(f"<p>{p} &lt;script&gt;alert(1)&lt;/script&gt;</p>" for p in PARAGRAPHS)
    assert "<script>alert(1)</script>" in find_article(page_of(body=body)).text


@pytest.mark.parametrize("body", ["<p>Please log in.</p>", "<div id=app></div>", "<!-- -->"])
def test_a_page_without_an_article_is_told_so(body: str) -> None:
    with pytest.raises(FetchError, match="No article is found"):
        find_article(page_of(body=body))


def test_a_plain_text_is_taken_as_it_is() -> None:
    page = Page(ADDRESS, "text/plain", None, "Zoë Lind\nleft.".encode())
    assert find_article(page) == Article("Zoë Lind\nleft.", url=ADDRESS)
