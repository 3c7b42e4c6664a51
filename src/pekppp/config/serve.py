"""What `serve` and `demo` do once the settings are read: prepare, load, run web and worker until told to stop."""

import errno
import http.client
import socket
import time
from collections.abc import Callable
from contextlib import closing, suppress
from http.client import HTTPConnection

from django.conf import settings
from django.db import connection

from pekppp.config.demo.load import ensure_loaded
from pekppp.config.errors import CannotStart
from pekppp.config.home import only_instance
from pekppp.config.prepare import collect_static, is_empty, load_basics, migrate
from pekppp.config.supervise import Child, keep_running, running

READY_SECONDS = 60


def serve(host: str, port: int, *, may_migrate: bool) -> None:
    """Serve the installation's own data.

    Raises:
        CannotStart: Something is not in place, or the port is taken.
        KeyboardInterrupt: Told to stop before the site was ready.
    """
    _run(host, port, list, may_migrate=may_migrate)


def demo(host: str, port: int, *, may_migrate: bool) -> None:
    """Serve the fictional regency, loaded when it is not there yet; says how to sign in. Raises as serve()."""
    _run(host, port, lambda: ensure_loaded(address=_url(host, port)), may_migrate=may_migrate)


def _run(host: str, port: int, load: Callable[[], list[str]], *, may_migrate: bool) -> None:
    """Serve; the lines that *load* returns are printed once the site answers."""
    with only_instance(settings.HOME):
        address = _free_address(host, port)
        migrate(allowed=may_migrate or settings.EMBEDDED or is_empty())
        collect_static()
        load_basics()
        lines = load()
        connection.close()
        web = ("pekppp.config.web", address, str(port), str(settings.WEB_WORKERS), str(settings.WEB_THREADS))
        with running([lambda: Child("web", *web), lambda: Child("worker", "pekppp.config.jobs")]) as children:
            _wait_until_ready(children[0], address, port)
            with suppress(KeyboardInterrupt):
                print(f"Alamat: {_url(host, port)}", *lines, sep="\n", flush=True)
                keep_running(children)


def _wait_until_ready(web: Child, address: str, port: int) -> None:
    """Return once /healthz answers.

    Raises:
        CannotStart: The web process ended, or did not answer in time.
    """
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104 - only compared
    host = "".join(settings.ALLOWED_HOSTS[:1]).lstrip(".*") or "localhost"
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if not web.is_running():
            raise CannotStart("Situs tidak dapat dinyalakan; sebabnya tertulis di atas.")
        with suppress(OSError, http.client.HTTPException), closing(HTTPConnection(target, port, timeout=5)) as asking:
            asking.request("GET", "/healthz", headers={"Host": host})
            if asking.getresponse().status == http.HTTPStatus.OK:
                return
        time.sleep(0.1)
    raise CannotStart(f"Situs tidak menjawab dalam {READY_SECONDS} detik; lihat pesan di atas.")


def _free_address(host: str, port: int) -> str:
    """The numeric address of *host*, once it is sure that nothing else listens on its *port*."""
    try:
        family, _type, _protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        raise CannotStart(f"Alamat {host} tidak dikenal. Pakai misalnya --host 127.0.0.1.") from error
    except OSError as error:
        reason = {
            errno.EADDRINUSE: f"Port {port} sedang dipakai program lain. Hentikan program itu, atau pilih port lain "
            "dengan --port.",
            errno.EACCES: f"Port {port} memerlukan hak khusus. Pilih port di atas 1023 dengan --port.",
        }
        other = f"Alamat {host} port {port} tidak dapat dipakai: {error.strerror}."
        raise CannotStart(reason.get(error.errno or 0, other)) from error
    return str(address[0])


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
