"""The command `ipp`.

Results go to stdout, all of them or nothing. Exit codes: 0 done; 2 the input or the call is refused
(an Indonesian sentence on stderr, never a traceback); 1 the result could not be written; 130 interrupted.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from ipp._errors import InputError, InstrumentError, IppError, show, show_path
from ipp._instrument import (
    Instrument,
    load_instrument,
    parse_instrument,
    shipped_codes,
    shipped_instrument,
    shipped_text,
)
from ipp._result import kategori
from ipp._rounding import parse_decimal
from ipp._scorefile import read_score_file, score_document

USAGE = """\
Cara pakai:
  ipp score FILE.json [--instrument FILE]   hitung indeks dari skor F-02 dan jawaban F-03
  ipp kategori NILAI…                       kategori untuk nilai indeks, misalnya 4.505
  ipp instrument list                       daftar instrumen yang tersedia
  ipp instrument show KODE                  isi satu instrumen
  ipp instrument check FILE                 periksa satu berkas instrumen
Nama berkas "-" berarti stdin.
"""

_Command = Callable[[list[str]], str]

KATEGORI_INSTRUMENT = "pekppp-2023-luring"
"""`ipp kategori` uses the bands of this instrument."""


class _CallError(Exception):
    """The call itself is wrong; the text says which argument and why."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with *argv* (default: the process's arguments) and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        output = _run(arguments)
    except _CallError as error:
        return _refuse(f"{error}.\n\n{USAGE.rstrip()}")
    except InstrumentError as error:
        return _refuse(*error.problems)
    except IppError as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        return 130
    return _write(output)


def _run(arguments: list[str]) -> str:
    """The whole output of a call."""
    if any(argument in {"-h", "--help"} for argument in arguments):
        return USAGE
    command, rest = _choice(arguments, "perintah", {"score": _score, "kategori": _kategori, "instrument": _instrument})
    return command(rest)


def _instrument(arguments: list[str]) -> str:
    command, rest = _choice(arguments, "perintah instrument", {"list": _list, "show": _show, "check": _check})
    return command(rest)


def _choice(arguments: list[str], what: str, known: dict[str, _Command]) -> tuple[_Command, list[str]]:
    """The command named first, and the arguments after it."""
    if not arguments:
        raise _CallError(f"{what} belum disebut; pilihannya {', '.join(known)}")
    if arguments[0] not in known:
        raise _CallError(f"{what} {show(arguments[0])} tidak dikenal; pilihannya {', '.join(known)}")
    return known[arguments[0]], arguments[1:]


def _exactly(arguments: list[str], *names: str) -> list[str]:
    """*arguments* when there is one for each of *names* and none is an option."""
    for argument in arguments:
        if argument.startswith("-") and argument != "-":
            raise _CallError(f"opsi {show(argument)} tidak dikenal di sini")
    if len(arguments) < len(names):
        raise _CallError(f"{names[len(arguments)]} belum disebut")
    if len(arguments) > len(names):
        raise _CallError(f"argumen {show(arguments[len(names)])} berlebih")
    return arguments


def _score(arguments: list[str]) -> str:
    paths, rest = _instrument_option(arguments)
    (file,) = _exactly(rest, "FILE.json")
    if file == "-" and "-" in paths:
        raise _CallError('stdin ("-") hanya dapat dibaca sekali: untuk FILE.json atau untuk --instrument')
    instrument = _load(paths[0]) if paths else None
    result = score_document(read_score_file(_read(file)), instrument)
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _instrument_option(arguments: list[str]) -> tuple[list[str], list[str]]:
    """The value of --instrument, none or one; and the other arguments."""
    paths, rest, following = [], [], iter(arguments)
    for argument in following:
        name, given, value = argument.partition("=")
        if name != "--instrument":
            rest.append(argument)
            continue
        path = value if given else next(following, None)
        if path is None:
            raise _CallError("opsi --instrument belum diberi nama berkas")
        paths.append(path)
    if len(paths) > 1:
        raise _CallError("opsi --instrument ditulis lebih dari sekali")
    return paths, rest


def _read(file: str) -> bytes:
    field = f"berkas {show_path(file)}"
    try:
        if not file:
            raise InputError("nama berkas kosong", field="FILE.json", allowed="nama berkas JSON")
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except FileNotFoundError as error:
        raise InputError("tidak ditemukan", field=field, allowed="berkas JSON yang ada") from error
    except (OSError, ValueError, AttributeError) as error:
        problem = "tidak dapat dibaca (folder, tanpa izin, atau tertutup)"
        raise InputError(problem, field=field, allowed="berkas yang dapat dibaca") from error


def _load(path: str) -> Instrument:
    try:
        if not path:
            raise InstrumentError('nama berkas kosong; tulis nama berkas instrumen, atau "-" untuk stdin.')
        return parse_instrument(_read(path)) if path == "-" else load_instrument(path)
    except InstrumentError as error:
        raise InstrumentError([f"instrumen {show_path(path)}: {problem}" for problem in error.problems]) from error


def _kategori(values: list[str]) -> str:
    if not values:
        raise _CallError("NILAI belum disebut")
    instrument = shipped_instrument(KATEGORI_INSTRUMENT)
    exact = [parse_decimal(value, highest=instrument.skala.maks) for value in values]
    bands = [kategori(instrument, value).kode for value in exact]
    return "".join(f"{value} {band}\n" for value, band in zip(values, bands, strict=True))


def _list(arguments: list[str]) -> str:
    _exactly(arguments)
    return "".join(f"{code}\t{shipped_instrument(code).nama}\n" for code in shipped_codes())


def _show(arguments: list[str]) -> str:
    (code,) = _exactly(arguments, "KODE")
    return shipped_text(code)


def _check(arguments: list[str]) -> str:
    (path,) = _exactly(arguments, "FILE")
    instrument = _load(path)
    questions = len(instrument.f03.pertanyaan) if instrument.f03 else 0
    return (
        f"{instrument.kode}: sah. {len(instrument.indikator)} indikator, {len(instrument.tambahan)} tambahan,"
        f" {questions} pertanyaan F-03.\nsha256 {instrument.sha256}\n"
    )


def _write(output: str) -> int:
    """Write *output* as UTF-8 whatever the locale; a reader that has gone away gets no message."""
    try:
        if hasattr(sys.stdout, "buffer"):
            sys.stdout.buffer.write(output.encode())
        else:
            sys.stdout.write(output)
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon_stdout()
        return 1
    except (OSError, ValueError, AttributeError):
        _abandon_stdout()
        _refuse("hasil tidak dapat ditulis ke stdout.")
        return 1
    return 0


def _abandon_stdout() -> None:
    """Keep the interpreter from trying again at exit, which would print a traceback."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse(*problems: str) -> int:
    with suppress(OSError, ValueError, AttributeError):
        for problem in problems:
            print(f"ipp: {problem}", file=sys.stderr)
        sys.stderr.flush()
    return 2
