"""What can go wrong on the way of one reply, each under the path that names it (FAULTS §2.1 - §2.3)."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import cache

from tests.faults.server import Exchange, Route

PAGE = b"<html><body><p>" + b"A page of news that is here in full. " * 40 + b"</p></body></html>"
OK = "HTTP/1.1 200 OK\r\n"
ROUTES: dict[str, Route] = {}


def route(path: str) -> Callable[[Route], Route]:
    def add(answer: Route) -> Route:
        ROUTES[path] = answer
        return answer

    return add


@route("/good")
def good(exchange: Exchange) -> None:
    exchange.reply(200, PAGE)


@route("/slow/hang")
def hang(exchange: Exchange) -> None:
    exchange.hang()


@route("/slow/headers")
def slow_headers(exchange: Exchange) -> None:
    exchange.send(OK)
    exchange.repeat("X-A: b\r\n", every=0.1)


@route("/slow/body")
def slow_body(exchange: Exchange) -> None:
    exchange.send(f"{OK}Content-Length: 100000\r\n\r\n")
    exchange.repeat("a", every=0.1)


@route("/slow/interim")
def slow_interim(exchange: Exchange) -> None:
    exchange.repeat("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", every=0.05)


@route("/drop/reset")
def drop_reset(exchange: Exchange) -> None:
    exchange.reset()


@route("/drop/silent")
def drop_silent(exchange: Exchange) -> None:
    exchange.closing = True


@route("/drop/mid-body")
def drop_mid_body(exchange: Exchange) -> None:
    exchange.send(f"{OK}Content-Length: 5000\r\n\r\nhalf of it")


@route("/drop/mid-body-reset")
def drop_mid_body_reset(exchange: Exchange) -> None:
    exchange.send(f"{OK}Content-Length: 5000\r\n\r\nhalf of it")
    exchange.reset()


@route("/drop/chunk-mid")
def drop_chunk_mid(exchange: Exchange) -> None:
    exchange.send(f"{OK}Transfer-Encoding: chunked\r\n\r\n100\r\nhalf of it")


@route("/drop/chunk-no-end")
def drop_chunk_no_end(exchange: Exchange) -> None:
    exchange.send(f"{OK}Transfer-Encoding: chunked\r\n\r\na\r\nhalf of it\r\n")


@route("/flaky")
def flaky(exchange: Exchange) -> None:
    """Fail once with the status in the path, then answer."""
    if len(exchange.server.asked(exchange.path)) > 1:
        exchange.reply(200, PAGE)
    elif exchange.suffix == "reset":
        exchange.reset()
    else:
        exchange.reply(int(exchange.suffix))


@route("/redirect/loop")
def redirect_loop(exchange: Exchange) -> None:
    exchange.redirect("/redirect/loop")


@route("/redirect/pingpong-a")
def redirect_pingpong_a(exchange: Exchange) -> None:
    exchange.redirect("/redirect/pingpong-b")


@route("/redirect/pingpong-b")
def redirect_pingpong_b(exchange: Exchange) -> None:
    exchange.redirect("/redirect/pingpong-a")


@route("/redirect/growing")
def redirect_growing(exchange: Exchange) -> None:
    exchange.redirect(exchange.path + "/more")


@route("/redirect/no-location")
def redirect_no_location(exchange: Exchange) -> None:
    exchange.reply(302, PAGE)


@route("/redirect/empty-location")
def redirect_empty_location(exchange: Exchange) -> None:
    exchange.reply(302, PAGE, Location="")


@route("/redirect/two-locations")
def redirect_two_locations(exchange: Exchange) -> None:
    exchange.send("HTTP/1.1 302 Found\r\nLocation: /good\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")


@route("/redirect/crlf")
def redirect_crlf(exchange: Exchange) -> None:
    exchange.redirect("/good%0d%0aX-Injected:%201")


@route("/redirect/bare-cr")
def redirect_bare_cr(exchange: Exchange) -> None:
    exchange.send("HTTP/1.1 302 Found\r\nLocation: /good\rX-Injected: 1\r\nContent-Length: 0\r\n\r\n")


@route("/redirect/latin1")
def redirect_latin1(exchange: Exchange) -> None:
    exchange.redirect("/caf\xe9")


@route("/redirect/to")
def redirect_to(exchange: Exchange) -> None:
    """Redirect to what follows in the path, in hexadecimal; a status may stand before it."""
    status, _, target = exchange.suffix.partition("/")
    exchange.redirect(bytes.fromhex(target).decode("latin-1"), int(status))


def redirecting(target: str, status: int = 302) -> str:
    """Return the path that redirects to a target."""
    return f"/redirect/to/{status}/{target.encode('latin-1').hex()}"


@route("/status")
def status(exchange: Exchange) -> None:
    exchange.reply(int(exchange.suffix), PAGE)


@route("/retry")
def retry(exchange: Exchange) -> None:
    exchange.reply(503, PAGE, Retry_After=bytes.fromhex(exchange.suffix).decode("latin-1"))


@route("/not-modified")
def not_modified(exchange: Exchange) -> None:
    exchange.reply(304)


@route("/enc/truncated")
def enc_truncated(exchange: Exchange) -> None:
    packed = gzip.compress(PAGE)
    exchange.reply(200, packed[: len(packed) // 2], Content_Encoding="gzip")


@route("/enc/members")
def enc_members(exchange: Exchange) -> None:
    exchange.reply(200, gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:]), Content_Encoding="gzip")


@route("/enc/bad-crc")
def enc_bad_crc(exchange: Exchange) -> None:
    packed = gzip.compress(PAGE)
    exchange.reply(200, packed[:-8] + b"\0\0\0\0" + packed[-4:], Content_Encoding="gzip")


@route("/enc/plain-as-gzip")
def enc_plain_as_gzip(exchange: Exchange) -> None:
    exchange.reply(200, PAGE, Content_Encoding="gzip")


@route("/enc/unlabelled-gzip")
def enc_unlabelled_gzip(exchange: Exchange) -> None:
    exchange.reply(200, gzip.compress(PAGE))


@route("/enc/nothing-as-gzip")
def enc_nothing_as_gzip(exchange: Exchange) -> None:
    exchange.reply(200, b"", Content_Encoding="gzip")


@route("/enc/as")
def enc_as(exchange: Exchange) -> None:
    """Claim the coding that follows in the path, `+` for a comma."""
    exchange.reply(200, PAGE, Content_Encoding=exchange.suffix.replace("+", ", "))


@cache
def bomb(megabytes: int = 200) -> bytes:
    """Return a gzip of zeros: a thousandth of what it inflates to."""
    packer, block = zlib.compressobj(1, zlib.DEFLATED, 31), bytes(1 << 20)
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


@route("/bomb/gzip")
def bomb_gzip(exchange: Exchange) -> None:
    exchange.reply(200, bomb(), Content_Encoding="gzip")


@route("/bomb/gzip-in-gzip")
def bomb_gzip_in_gzip(exchange: Exchange) -> None:
    exchange.reply(200, gzip.compress(bomb()), Content_Encoding="gzip, gzip")


@route("/bomb/empty-members")
def bomb_empty_members(exchange: Exchange) -> None:
    exchange.send(f"{OK}Content-Encoding: gzip\r\n\r\n")
    exchange.repeat(gzip.compress(b"") * 3000)


@route("/bomb/in-a-feed")
def bomb_in_a_feed(exchange: Exchange) -> None:
    head = gzip.compress(b'<?xml version="1.0"?><rss version="2.0"><channel><title>')
    exchange.reply(200, head + bomb(), Content_Encoding="gzip")


@route("/endless/body")
def endless_body(exchange: Exchange) -> None:
    exchange.send(f"{OK}Content-Type: text/html\r\n\r\n")
    exchange.repeat(b"a" * 65536)


@route("/endless/chunks")
def endless_chunks(exchange: Exchange) -> None:
    exchange.send(f"{OK}Transfer-Encoding: chunked\r\n\r\n")
    exchange.repeat(b"10000\r\n" + b"a" * 65536 + b"\r\n")


@route("/endless/headers")
def endless_headers(exchange: Exchange) -> None:
    exchange.send(OK)
    exchange.repeat(b"X-A: " + b"b" * 8000 + b"\r\n")


@route("/endless/one-header")
def endless_one_header(exchange: Exchange) -> None:
    exchange.send(f"{OK}X-A: ")
    exchange.repeat(b"b" * 8000)


@route("/length/many-headers")
def length_many_headers(exchange: Exchange) -> None:
    """Send a head of the bytes that follow in the path, then a page."""
    cookie = "a" * (int(exchange.suffix) - len(f"Content-Length: {len(PAGE)}\r\nSet-Cookie: \r\n"))
    exchange.reply(200, PAGE, Set_Cookie=cookie)


@route("/length/absurd")
def length_absurd(exchange: Exchange) -> None:
    exchange.send(f"{OK}Content-Length: 10000000000\r\n\r\n")
    exchange.hang()


@route("/length/negative")
def length_negative(exchange: Exchange) -> None:
    exchange.send(f"{OK}Content-Length: -5\r\n\r\nhello")


@route("/length/too-short")
def length_too_short(exchange: Exchange) -> None:
    exchange.send(f"{OK}Content-Length: {len(PAGE) // 2}\r\n\r\n".encode() + PAGE)


@route("/length/line-ends-behind")
def length_line_ends_behind(exchange: Exchange) -> None:
    exchange.send(f"{OK}Content-Length: {len(PAGE)}\r\n\r\n".encode() + PAGE + b"\r\n\r\n")


@route("/length/conflicting")
def length_conflicting(exchange: Exchange) -> None:
    exchange.send(f"{OK}Content-Length: 5\r\nContent-Length: 7\r\n\r\nhello w")


@route("/length/with-chunked")
def length_with_chunked(exchange: Exchange) -> None:
    exchange.send(f"{OK}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")


@route("/proto/extra-after")
def proto_extra_after(exchange: Exchange) -> None:
    """Send a second reply behind the first, for whoever asks next on this connection."""
    both = f"{OK}Content-Length: 15\r\n\r\nthe first reply{OK}Content-Length: 8\r\n\r\nsmuggled"
    exchange.connection.sendall(both.encode())


@route("/proto/not-http")
def proto_not_http(exchange: Exchange) -> None:
    exchange.send("SSH-2.0-OpenSSH_9.6\r\n\r\n")


@route("/proto/http09")
def proto_http09(exchange: Exchange) -> None:
    exchange.send("<html>hello</html>\r\n\r\n")


@route("/proto/bad-status")
def proto_bad_status(exchange: Exchange) -> None:
    exchange.send("HTTP/1.1 2000 Whatever\r\nContent-Length: 2\r\n\r\nhi")


@route("/proto/control-header")
def proto_control_header(exchange: Exchange) -> None:
    exchange.send(f"{OK}X-A: a\x00\x1b[31mb\r\nContent-Length: 2\r\n\r\nhi")


@route("/proto/set-cookie-bomb")
def proto_set_cookie_bomb(exchange: Exchange) -> None:
    cookies = "".join(f"Set-Cookie: c{number}={'x' * 500}; Path=/\r\n" for number in range(100))
    exchange.connection.sendall(f"{OK}{cookies}Content-Length: {len(PAGE)}\r\n\r\n".encode() + PAGE)


@route("/type/zero-byte")
def type_zero_byte(exchange: Exchange) -> None:
    exchange.reply(200, b"", ETag='"e"')


@route("/type/whitespace")
def type_whitespace(exchange: Exchange) -> None:
    exchange.reply(200, b" \r\n\t" * 100)


@route("/type/raw")
def type_raw(exchange: Exchange) -> None:
    """Send the bytes that follow in the path as HTML."""
    exchange.reply(200, bytes.fromhex(exchange.suffix) + b"\0" * 200, Content_Type="text/html")
