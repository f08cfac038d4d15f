"""Fetch a page that a person names: from the open web alone, of bounded size, in bounded time."""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from backchannel.errors import BackchannelError

MOST_BYTES = 2_000_000
MOST_REDIRECTS = 5
# For one answer of a server, and for all of them together.
PATIENCE_S = 10.0
MOST_SECONDS = 30.0
CHUNK = 1 << 16
PORTS = {"http": (80, 8080), "https": (443, 8443)}
REDIRECTS = (301, 302, 303, 307, 308)
TYPES = ("text/html", "application/xhtml+xml", "text/plain")
HEADERS = {
    "User-Agent": "Backchannel (reads news reports; one page that a person has asked for)",
    "Accept": ", ".join(TYPES),
    "Accept-Encoding": "identity",
    "Connection": "close",
}
# What is given out of IPv6; IPv4 addresses in IPv6's form are outside it, but for those of 6to4.
_GIVEN_OUT = ipaddress.ip_network("2000::/3")


class FetchError(BackchannelError):
    """A page that cannot be had, or must not be asked for; the message says why."""


@dataclass(frozen=True, slots=True)
class Network:
    """How names become addresses, and how a connection to an address is opened."""

    resolve: Callable[[str, int], Sequence[str]]
    dial: Callable[[str, int, float], socket.socket]


@dataclass(frozen=True, slots=True)
class Page:
    """What was found at an address, the last one where it led on to others."""

    address: str
    type: str
    charset: str | None
    content: bytes


def _resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def _dial(ip: str, port: int, patience: float) -> socket.socket:
    return socket.create_connection((ip, port), patience)


INTERNET = Network(_resolve, _dial)


def fetch(address: str, network: Network = INTERNET) -> Page:
    """The page at an address; a FetchError says why there is none to be had."""
    deadline = time.monotonic() + MOST_SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        found = _get(address, network, deadline)
        if isinstance(found, Page):
            return found
        address = _led_to(address, found)
    raise FetchError("It leads from one address to another without an end.")


def _led_to(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError as error:
        raise FetchError("It leads to what is no address of a web page.") from error


def _get(address: str, network: Network, deadline: float) -> Page | str:
    """The page, or the address that the answer leads to."""
    parts = _checked(address)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme][0]
    ip = _open_address(host, port, network)
    end = min(time.monotonic() + PATIENCE_S, deadline)
    asked = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with _told_plainly(host):
        if (seconds := end - time.monotonic()) <= 0:
            raise TimeoutError
        opened = network.dial(ip, port, seconds)
        with _connected(parts.scheme, host, port, opened, end - time.monotonic()) as connection:
            connection.request("GET", asked, headers=HEADERS)
            with connection.getresponse() as answer:
                if answer.status in REDIRECTS and (location := answer.getheader("Location")):
                    return location
                return _page(address, answer)


def _checked(address: str) -> SplitResult:
    """The address in its parts, if it is one of the web."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise FetchError("This is no address of a web page.") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise FetchError("Only addresses that begin with http:// or https:// are fetched.")
    if parts.username or parts.password:
        raise FetchError("An address with a name or password in it is not fetched.")
    if port and port not in PORTS[parts.scheme]:
        raise FetchError(f"Port {port} is none of the web’s.")
    if not address.isascii() or any(c.isspace() for c in address):
        raise FetchError("Copy the address from the browser: it has letters that no address has.")
    return parts


def _open_address(host: str, port: int, network: Network) -> str:
    """An address of the host; none is asked that leads to this machine or a private network.

    The connection goes to the very address that was checked, so that a name cannot change its
    meaning in between.
    """
    try:
        found = [ipaddress.ip_address(ip.partition("%")[0]) for ip in network.resolve(host, port)]
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"{host} cannot be found: the name is mistyped, or this machine is offline."
        ) from error
    if not found or not all(map(_is_public, found)):
        raise FetchError(f"{host} is this machine or in a private network: that is not fetched.")
    return str(found[0])


def _is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(ip, ipaddress.IPv6Address) and (ip not in _GIVEN_OUT or ip.sixtofour):
        return False
    return ip.is_global and not ip.is_multicast


@contextmanager
def _connected(
    scheme: str, host: str, port: int, opened: socket.socket, seconds: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection on which the host is asked for by its name; it ends after so many seconds."""
    connection = http.client.HTTPConnection(host, port)
    if scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, port, context=context)
        opened = context.wrap_socket(opened, server_hostname=host, do_handshake_on_connect=False)
    with opened, _cut_off(opened, seconds):
        if isinstance(opened, ssl.SSLSocket):
            opened.do_handshake()
        connection.sock = opened
        yield connection


@contextmanager
def _cut_off(opened: socket.socket, seconds: float) -> Iterator[None]:
    """End what goes over a socket after so long, however slowly the other side goes on."""
    is_late = threading.Event()

    def end() -> None:
        is_late.set()
        with suppress(OSError):
            # Of TLS too only what lies below is closed: another thread is reading from it.
            socket.socket.shutdown(opened, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, seconds), end)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if is_late.is_set():
            raise TimeoutError


@contextmanager
def _told_plainly(host: str) -> Iterator[None]:
    """Whatever goes wrong on the way, in one sentence."""
    try:
        yield
    except TimeoutError as error:
        raise FetchError(f"{host} does not answer in time.") from error
    except ssl.SSLError as error:
        raise FetchError(f"{host} cannot prove that it is who it says ({error.reason}).") from error
    except (OSError, http.client.HTTPException) as error:
        raise FetchError(f"{host} cannot be reached: it is down, or this machine is.") from error


def _page(address: str, answer: http.client.HTTPResponse) -> Page:
    host = urlsplit(address).hostname
    if answer.status != 200:
        raise FetchError(f"{host} answers {answer.status} {answer.reason}: there is no page.")
    type = answer.headers.get_content_type()
    if type not in TYPES:
        raise FetchError(f"This is no web page but {type}: save it, and add it as a file.")
    content = b"".join(_chunks(answer))
    if answer.length:
        raise FetchError("The page broke off before its end: try again.")
    return Page(address, type, answer.headers.get_content_charset(), content)


def _chunks(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    left = MOST_BYTES
    while chunk := answer.read(CHUNK):
        left -= len(chunk)
        if left < 0:
            raise FetchError(f"The page is larger than {MOST_BYTES // 1_000_000} MB.")
        yield chunk
