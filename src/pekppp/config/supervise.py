"""Keeps child programs running, and leaves none behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

SHORT_LIFE_SECONDS = 10  # a child that dies sooner is started again later and later
LONGEST_DELAY_SECONDS = 30
GRACE_SECONDS = 15  # for requests and jobs under way
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Child:
    """A Python module run in a process group of its own, so that whatever it starts can be ended with it.

    The module calls end_with_parent(): its standard input is a pipe that nobody writes to and that closes when this
    process dies, however it dies. What it prints goes to standard error.
    """

    def __init__(self, name: str, module: str, *arguments: str) -> None:
        self.name = name
        self._command = [sys.executable, "-P", "-m", module, *arguments]  # -P: nothing from the current folder
        self._delay_seconds = 0
        self.start()

    def start(self) -> None:
        """Start the program; it must not be running."""
        self._started = time.monotonic()
        self._restart_at: float | None = None
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=sys.stderr, start_new_session=True
        )

    def is_running(self) -> bool:
        """Whether the program runs; what a dead one left behind is ended."""
        if self._process.poll() is None:
            return True
        self._kill_group()
        return False

    def revive(self) -> None:
        """Start a dead program again: at once when it had lived for a while, else after a growing delay."""
        if self._restart_at is None:
            if self.is_running():
                return
            lived = time.monotonic() - self._started
            self._delay_seconds = (
                min(max(1, self._delay_seconds * 2), LONGEST_DELAY_SECONDS) if lived < SHORT_LIFE_SECONDS else 0
            )
            self._restart_at = time.monotonic() + self._delay_seconds
            code = self._process.returncode
            print(f"pekppp: {self.name} berhenti (kode {code}) dan dinyalakan lagi.", file=sys.stderr, flush=True)
        if time.monotonic() >= self._restart_at:
            self.start()

    def ask_to_end(self) -> None:
        """Let the program finish what is under way."""
        if self._process.poll() is None:
            self._process.terminate()

    def end(self, deadline: float) -> None:
        """Wait until *deadline* (monotonic seconds) for the program to end, then end it and all it started."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, deadline - time.monotonic()))
        self._kill_group()
        self._process.wait()

    def _kill_group(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)


def stop_signals_interrupt() -> None:
    """Have SIGTERM and SIGHUP raise KeyboardInterrupt as SIGINT does."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.default_int_handler)


@contextmanager
def running(make: Sequence[Callable[[], Child]]) -> Iterator[list[Child]]:
    """The children, started in order; all of them are ended on the way out. Later signals to stop change nothing."""
    children: list[Child] = []
    try:
        children.extend(start() for start in make)
        yield children
    finally:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        for child in children:
            child.ask_to_end()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in children:
            child.end(deadline)


def keep_running(children: Sequence[Child]) -> None:
    """Start dead children again until KeyboardInterrupt; never returns."""
    while True:
        for child in children:
            child.revive()
        time.sleep(0.2)


def end_with_parent() -> None:
    """In a child: be sent SIGTERM once the process that started it is gone."""
    threading.Thread(target=_wait_for_end_of_input, daemon=True).start()


def _wait_for_end_of_input() -> None:
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)
