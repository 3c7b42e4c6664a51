"""The command `pekppp`: serve, demo, worker, manage. Bad input and refusals end with code 2 and one sentence."""

import argparse
import os
import signal
import sys
from typing import NoReturn

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, execute_from_command_line

from pekppp.config.errors import CannotStart
from pekppp.config.home import usable_home
from pekppp.config.supervise import stop_signals_interrupt

TEXTS = {
    "serve": "menyajikan situs dan menjalankan pekerjaan latar",
    "demo": "memuat data peragaan bila belum ada, lalu menyajikan situs",
    "worker": "hanya menjalankan pekerjaan latar, misalnya pada mesin kedua",
    "manage": "perintah pengelolaan Django, misalnya `pekppp manage check`",
}


def main() -> int:
    """Run the command line; 0 after an orderly stop, 2 with a sentence on standard error when nothing could start."""
    arguments = sys.argv[1:]
    try:
        if arguments[:1] == ["manage"]:
            _set_up()
            execute_from_command_line(["pekppp manage", *arguments[1:]])
            return 0
        options = _parser().parse_args(arguments)
        port = _port(options.port) if "port" in options else 0
        stop_signals_interrupt()
        _set_up()
        if options.command == "worker":
            _work()
        else:
            from pekppp.config import serve  # noqa: PLC0415 - models can be imported only now

            run = {"serve": serve.serve, "demo": serve.demo}[options.command]
            run(options.host, port, may_migrate=options.migrate)
    except CannotStart as error:
        return _refused(str(error))
    except KeyboardInterrupt:
        return _refused("Dihentikan sebelum siap. Data yang sudah ada tidak berubah.")
    return 0


def _set_up() -> None:
    """Read the settings and load the apps.

    Raises:
        CannotStart: The home folder cannot be written, a variable cannot be read, or a folder cannot be made.
    """
    usable_home()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pekppp.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise CannotStart(f"Pengaturan tidak dapat dipakai. {error}") from error
    except OSError as error:
        raise CannotStart(f"Pengaturan menunjuk berkas atau folder yang tidak dapat dipakai: {error}") from error


def _work() -> None:
    """Run background jobs until a signal to stop."""
    from pekppp.config.prepare import migrate  # noqa: PLC0415 - models can be imported only now

    migrate(allowed=False)
    # qcluster handles SIGTERM and SIGINT itself; a closed terminal is the same to it.
    signal.signal(signal.SIGHUP, lambda _number, _frame: signal.raise_signal(signal.SIGTERM))
    call_command("qcluster")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 65535):
        raise CannotStart(f"“{text}” bukan nomor port. Pakai --port dengan bilangan bulat 1 sampai 65535.")
    return int(text)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise CannotStart(f"Perintah tidak dapat dibaca ({message}). Lihat `pekppp --help`.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="pekppp", description="Platform evaluasi pelayanan publik (PEKPPP).")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH", dest="command")
    for name, text in TEXTS.items():
        command = commands.add_parser(name, help=text, description=text)
        if name in {"serve", "demo"}:
            command.add_argument("--host", default="127.0.0.1", help="alamat yang didengarkan (bawaan: 127.0.0.1)")
            command.add_argument("--port", default="8000", help="nomor port (bawaan: 8000)")
            command.add_argument("--migrate", action="store_true", help="jalankan migrasi basis data yang belum jalan")
    return parser


def _refused(sentence: str) -> int:
    print(f"pekppp: {sentence}", file=sys.stderr)
    return 2
