"""Bytes become text: which encodings are read, and when a file is no text at all."""

import codecs
import re

from backchannel.errors import ReportError

# The longer mark first: UTF-32 (little-endian) begins with the mark of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Western European prose has 3 to 6 accented letters in a hundred; Russian in KOI8 or Korean in
# EUC has 60 and more, and would become nonsense without a word (docs/decisions/0002).
MAX_STRAY_SHARE = 0.2

# Old wires hold a stray bell or escape; programs, pictures and archives are full of them.
MAX_CONTROL_SHARE = 0.02

_STRAY = re.compile("[\udc80-\udcff]")  # what "surrogateescape" makes of a byte that is not UTF-8
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_REMEDY = "save it as UTF-8 text"


def find_mark(content: bytes) -> tuple[bytes, str] | None:
    """The byte order mark that the content begins with and the encoding that it names."""
    return next((pair for pair in _MARKS if content.startswith(pair[0])), None)


def decode(content: bytes, where: str) -> str:
    """The text that the bytes hold; `where` names them in an error.

    A byte order mark decides. Without one the text is UTF-8, and each byte that UTF-8 does not
    allow is read as Windows-1252, so that a file put together from both still comes out right.
    """
    mark = find_mark(content)
    if mark:
        text = _decode_marked(content[len(mark[0]) :], mark[1], where)
    else:
        text = _decode_unmarked(content, where)
    if len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise ReportError(where, f"is not text but binary data: {_REMEDY}")
    return text


def _decode_marked(content: bytes, encoding: str, where: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReportError(
            where, f"breaks its own encoding, {encoding}, at byte {error.start}: {_REMEDY}"
        ) from error


def _decode_unmarked(content: bytes, where: str) -> str:
    if b"\x00" in content:
        raise ReportError(where, f"is not text but binary data (NUL bytes): {_REMEDY}")
    text = content.decode("utf-8", "surrogateescape")
    stray = _STRAY.findall(text)
    if len(stray) > MAX_STRAY_SHARE * len(text):
        raise ReportError(where, f"is neither UTF-8, UTF-16 nor Windows-1252: {_REMEDY}")
    try:
        return _STRAY.sub(_read_stray, text)
    except UnicodeDecodeError as error:
        byte = f"0x{error.object[error.start]:02X}"
        raise ReportError(
            where, f"has a byte, {byte}, that is neither UTF-8 nor Windows-1252: {_REMEDY}"
        ) from error


def _read_stray(stray: re.Match[str]) -> str:
    return stray[0].encode("utf-8", "surrogateescape").decode("cp1252")
