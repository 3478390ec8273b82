"""An https server on the loopback that does to its callers what the internet does."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

HOSTS = ("good.example", "other.example")
Behaviour = Callable[[ssl.SSLSocket], None]


@dataclass
class HostileServer:
    """What it was asked, what it does by path, and how to trust it."""

    address: tuple[str, int]
    trust: ssl.SSLContext
    pages: dict[str, Behaviour | bytes] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)


def answer(body: bytes = b"{}", *headers: str, status: str = "200 OK") -> bytes:
    """A whole HTTP answer."""
    lines = (f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers)
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def drip(beginning: bytes) -> Behaviour:
    """Send a beginning, then one byte at a time, for ever."""

    def behave(connection: ssl.SSLSocket) -> None:
        connection.sendall(beginning)
        while True:
            connection.sendall(b"x")
            time.sleep(0.05)

    return behave


@contextmanager
def serving(folder: Path) -> Iterator[HostileServer]:
    """A running server; its certificate is good for `HOSTS` alone."""
    chain, key = _certificate(folder)
    trust = ssl.create_default_context(cafile=str(chain))
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(chain, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = HostileServer(listener.getsockname(), trust)
        worker = threading.Thread(target=_accept, args=(listener, own, server), daemon=True)
        worker.start()
        yield server
        server.stopped.set()
        with suppress(OSError), socket.create_connection(server.address, timeout=1):
            pass
        worker.join(2)


def _accept(listener: socket.socket, tls: ssl.SSLContext, server: HostileServer) -> None:
    while not server.stopped.is_set():
        plain, _ = listener.accept()
        threading.Thread(target=_serve, args=(plain, tls, server), daemon=True).start()


def _serve(plain: socket.socket, tls: ssl.SSLContext, server: HostileServer) -> None:
    plain.settimeout(5)
    with suppress(OSError), plain, tls.wrap_socket(plain, server_side=True) as connection:
        request = b""
        while b"\r\n\r\n" not in request:
            request += connection.recv(4096)
        server.requests.append(request.decode())
        page = server.pages[request.split()[1].decode()]
        if isinstance(page, bytes):
            connection.sendall(page)
            connection.unwrap()
        else:
            page(connection)


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test server")])
    names = x509.SubjectAlternativeName([x509.DNSName(host) for host in HOSTS])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, private = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(certificate.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return chain, private
