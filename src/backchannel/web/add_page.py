"""Adding reports: files that are dropped, a text that is pasted, the article at an address."""

import datetime
import re
import shutil
import tempfile
from pathlib import Path

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backchannel.web import asked as asking
from backchannel.web.adding import Batch, Batches
from backchannel.web.articles import Article, find_article
from backchannel.web.asked import Asked
from backchannel.web.fetching import FetchError, fetch
from backchannel.web.forms import RefusedError, files_of, sent_form, text_of
from backchannel.web.showing import form_of, show_error, show_json, show_page

FIELDS = ("title", "outlet", "published", "agency", "url")
MOST_NAME = 100
CHUNK = 1 << 20


def show(request: Request) -> Response:
    """The form, and the batches that were added since the server was started."""
    if form_of(request):
        return show_json([_told(batch) for batch in _batches(request).latest()])
    return _show_form(request)


def follow(request: Request) -> Response:
    """How far a batch has come; when it is done, what it has changed."""
    batch = _batches(request).find(request.path_params["id"])
    if batch is None:
        words = "Batches are forgotten when the server ends; what they brought is in the record."
        return show_error(request, 404, "There is no such batch", words)
    if form_of(request):
        return show_json(_told(batch))
    asked = asking.parse(request)
    return show_page(request, "batch.html", asked, title="Reports added", batch=batch)


async def take(request: Request) -> Response:
    """Fetch the page at an address, and put its article into the form, to be looked over."""
    async with sent_form(request) as form:
        address = text_of(form, "address")
    try:
        page = await run_in_threadpool(fetch, address, request.app.state.network)
        article = await run_in_threadpool(find_article, page)
    except FetchError as error:
        return _show_form(request, Article("", url=address), problem=str(error))
    return _show_form(request, article)


async def add(request: Request) -> Response:
    """Take files and text, and lead to the page that follows their reading."""
    async with sent_form(request) as form:
        uploads, text = files_of(form, "files"), text_of(form, "text")
        if not uploads and not text:
            raise RefusedError("Choose files, or paste the text of a report.", 400)
        folder = Path(tempfile.mkdtemp(prefix="backchannel-"))
        try:
            paths = [await _save(folder, number, one) for number, one in enumerate(uploads)]
            if text:
                paths.append(await run_in_threadpool(_save_text, folder, text, form))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    batch = _batches(request).start(folder, paths)
    return RedirectResponse(f"/add/{batch.id}", 303)


def _show_form(request: Request, article: Article | None = None, *, problem: str = "") -> Response:
    """The form, with an article in it, or with why there is none at its address."""
    return show_page(
        request,
        "add.html",
        Asked("/add", {}),
        title="Add reports",
        batches=_batches(request).latest(),
        article=article or Article(""),
        problem=problem,
    )


def _batches(request: Request) -> Batches:
    batches: Batches = request.app.state.batches
    return batches


def _told(batch: Batch) -> dict[str, object]:
    """A batch for its JSON twin."""
    return {
        "id": batch.id,
        "files": batch.files,
        "done": batch.is_done,
        "reports": batch.step.reports if batch.step else 0,
        "new": batch.summary.new if batch.summary else 0,
        "known": batch.summary.known if batch.summary else 0,
        "skipped": batch.skipped,
        "error": batch.error,
        "changes": batch.changes,
    }


async def _save(folder: Path, number: int, upload: UploadFile) -> Path:
    """The upload as a file of its own name: two of one name stand in two folders."""
    path = folder / str(number) / _safe(upload.filename or "")
    path.parent.mkdir()
    with path.open("wb") as file:
        while chunk := await upload.read(CHUNK):
            file.write(chunk)
    return path


def _safe(name: str) -> str:
    """The name without folders, and without what a file system may not take."""
    bare = re.split(r"[/\\]", name)[-1]
    kept = re.sub(r"[\x00-\x1f:*?\"<>|]", "_", bare).strip(". ")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:MOST_NAME]}{dot}{ending[:10]}" if stem else kept[:MOST_NAME] or "report"


def _save_text(folder: Path, text: str, form: FormData) -> Path:
    """A pasted text as a file: header lines on top of it are read unless fields were filled."""
    given = {name: value for name in FIELDS if (value := text_of(form, name))}
    stamp = f"pasted-{datetime.datetime.now():%Y-%m-%d-%H%M%S}"
    if not given:
        path = folder / f"{stamp}.txt"
        path.write_text(text, "utf-8", errors="replace")
        return path
    path = folder / f"{stamp}.jsonl"
    plain = text.replace("\r\n", "\n")
    path.write_bytes(msgspec.json.encode({"id": stamp, "text": plain, **given}))
    return path
