"""The command `ipp`.

Results go to stdout, all of them or nothing. Exit codes: 0 done; 2 the input or the call is refused
(one Indonesian sentence on stderr, never a traceback); 1 the result could not be written; 130 interrupted.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ipp._errors import InputError, InstrumentError, IppError, show_name
from ipp._instrument import Instrument, load_instrument, shipped_codes, shipped_instrument, shipped_text
from ipp._result import kategori
from ipp._rounding import parse_decimal
from ipp._scorefile import read_score_file, score_document

USAGE = """\
Cara pakai:
  ipp score FILE.json [--instrument FILE]   hitung indeks dari skor F-02 dan jawaban F-03 (FILE "-": stdin)
  ipp kategori NILAI…                       kategori untuk nilai indeks, misalnya 4.505
  ipp instrument list                       daftar instrumen yang tersedia
  ipp instrument show KODE                  isi satu instrumen
  ipp instrument check FILE                 periksa satu berkas instrumen
"""

KATEGORI_INSTRUMENT = "pekppp-2023-luring"
"""`ipp kategori` uses the bands of this instrument."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with *argv* (default: the process's arguments) and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        output = _run(arguments)
    except InstrumentError as error:
        return _refuse(*error.problems)
    except IppError as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        return 130
    return _write(output) if output is not None else _refuse(USAGE, prefix="")


def _run(arguments: list[str]) -> str | None:  # noqa: PLR0911  (one per call)
    """The whole output of a call; None when the call is not one of those in USAGE."""
    if any(argument in {"-h", "--help"} for argument in arguments):
        return USAGE
    match arguments:
        case ["score", file] if file == "-" or not file.startswith("-"):
            return _score(file, None)
        case ["score", file, "--instrument", path] | ["score", "--instrument", path, file]:
            return _score(file, path)
        case ["score", file, option] | ["score", option, file] if option.startswith("--instrument="):
            return _score(file, option.removeprefix("--instrument="))
        case ["kategori", _, *_]:
            return "".join(_kategori(value) for value in arguments[1:])
        case ["instrument", "list"]:
            return "".join(f"{code}\t{shipped_instrument(code).nama}\n" for code in shipped_codes())
        case ["instrument", "show", code]:
            return shipped_text(code)
        case ["instrument", "check", path]:
            return _check(path)
    return None


def _score(file: str, instrument_path: str | None) -> str:
    instrument = None if instrument_path is None else _load(instrument_path)
    result = score_document(read_score_file(_read(file)), instrument)
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except FileNotFoundError as error:
        problem = "tidak ditemukan"
        raise InputError(problem, field=f"berkas {show_name(file)}", allowed="berkas JSON yang ada") from error
    except (OSError, ValueError, AttributeError) as error:
        problem = "tidak dapat dibaca (folder, tanpa izin, atau tertutup)"
        raise InputError(problem, field=f"berkas {show_name(file)}", allowed="berkas JSON yang dapat dibaca") from error


def _load(path: str) -> Instrument:
    try:
        return load_instrument(path)
    except InstrumentError as error:
        raise InstrumentError([f"instrumen {show_name(path)}: {problem}" for problem in error.problems]) from error


def _kategori(value: str) -> str:
    instrument = shipped_instrument(KATEGORI_INSTRUMENT)
    band = kategori(instrument, parse_decimal(value, highest=instrument.skala.maks))
    return f"{value} {band.kode}\n"


def _check(path: str) -> str:
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


def _refuse(*problems: str, prefix: str = "ipp: ") -> int:
    with suppress(OSError, ValueError, AttributeError):
        for problem in problems:
            print(f"{prefix}{problem}", file=sys.stderr)
        sys.stderr.flush()
    return 2
