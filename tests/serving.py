"""Real `pekppp` processes for tests: started on a free port with a home of their own, and looked at from outside."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PEKPPP = str(Path(sys.executable).with_name("pekppp"))
PASSWORD = "sandi-peragaan-uji"
START_SECONDS = 60
MODULES = {"web": "pekppp.config.web", "worker": "pekppp.config.jobs"}


def free_port() -> int:
    """A port of 127.0.0.1 on which nothing listens at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path, **variables: str) -> dict[str, str]:
    """The caller's environment without its PEKPPP_ variables; SQLite and files below *home*."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PEKPPP_", "DJANGO_", "PYTEST_"))}
    return {**kept, "PEKPPP_HOME": str(home), "PEKPPP_DEMO_PASSWORD": PASSWORD, **variables}


def run(home: Path, *arguments: str, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """`pekppp …` until it ends by itself."""
    return subprocess.run(
        [PEKPPP, *arguments],
        env=environment(home, **variables),
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


class Server:
    """A `pekppp serve` or `pekppp demo` that has printed its lines."""

    def __init__(
        self, process: "subprocess.Popen[str]", home: Path, port: int, lines: list[str], seconds: float
    ) -> None:
        self.process = process
        self.home = home
        self.port = port
        self.lines = lines
        self.start_seconds = seconds

    @property
    def url(self) -> str:
        """Address without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def is_ready(self) -> bool:
        """Whether the site answers and has all that it needs."""
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def children(self, name: str) -> list[int]:
        """Ids of every process of the program *name* ("web" or "worker"), its leader first; empty while it is down."""
        own = [pid for pid in pids() if parent(pid) == self.process.pid and is_alive(pid)]
        leaders = [pid for pid in own if f"-m {MODULES[name]}" in command(pid)]
        return [*leaders, *(pid for pid in pids() if pid not in leaders and group(pid) in leaders)]

    def everybody(self) -> list[int]:
        """Ids of all processes of this server, its own among them."""
        return [self.process.pid, *self.children("web"), *self.children("worker")]

    def stop(self) -> int:
        """End it as an administrator does; its exit code."""
        self.process.terminate()
        return self.process.wait(30)


@contextmanager
def serving(home: Path, program: str = "serve", *, cwd: Path | None = None, **variables: str) -> Iterator[Server]:
    """A running server; ended on the way out, what it says on standard error is the test's."""
    port = free_port()
    begun = time.monotonic()
    process = subprocess.Popen(
        [PEKPPP, program, "--port", str(port)],
        env=environment(home, **variables),
        cwd=cwd,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        lines = _lines(process, 8 if program == "demo" else 1)
        yield Server(process, home, port, lines, time.monotonic() - begun)
    finally:
        if process.poll() is None:
            process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def wait_for(happened: Callable[[], object], *, seconds: float, what: str) -> None:
    """Return once *happened()* is true; fail with *what* after *seconds*."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, f"still waiting after {seconds} s: {what}"
        time.sleep(0.1)


def pids() -> list[int]:
    """Ids of all processes of the machine."""
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]


def is_alive(pid: int) -> bool:
    """Whether the process runs (a zombie does not)."""
    return _status(pid)[:1] not in ([], ["Z"])


def parent(pid: int) -> int:
    """Id of the process's parent; 0 when it is gone."""
    return int(_status(pid)[1]) if _status(pid) else 0


def group(pid: int) -> int:
    """Id of the process's group; 0 when it is gone."""
    return int(_status(pid)[2]) if _status(pid) else 0


def command(pid: int) -> str:
    """The process's command line; empty when it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def _status(pid: int) -> list[str]:
    """State, parent, group … of /proc/<pid>/stat; empty when the process is gone."""
    with suppress(OSError):
        return re.sub(r"^.*\) ", "", Path(f"/proc/{pid}/stat").read_text(), flags=re.DOTALL).split()
    return []


def _lines(process: "subprocess.Popen[str]", count: int) -> list[str]:
    assert process.stdout is not None
    lines = [process.stdout.readline() for _line in range(count)]
    assert all(lines), f"pekppp ended with code {process.wait(START_SECONDS)}"
    return [line.removesuffix("\n") for line in lines]
