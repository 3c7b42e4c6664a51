"""Says in Indonesian where a text is not JSON, and why, as far as the place itself tells.

The place is computed here, since versions of Python differ by a character or two (a comma too many).
"""

from __future__ import annotations

import json
import re

_BEFORE, _AFTER = 24, 16  # letters shown on either side of the place

# The start of json's message, what stands right before and at the place, and the cause; the first that fits is told.
_CAUSES = [
    ("Unterminated", "", "", "teks ini tidak ditutup dengan tanda kutip \""),
    ("Invalid control", "", "", "ada baris baru, tab atau huruf kendali di dalam tanda kutip; tulis \\n atau \\t"),
    ("Invalid \\", "", "", "tanda \\ di dalam teks ditulis \\\\"),
    ("", "", r"$", "berkas terputus sebelum selesai; mungkin kurang penutup } atau ]"),
    ("", "", r"['`‘’“”„«»]", "tanda kutip harus yang lurus dan ganda: \""),
    ("", "", r"#|//|/\*", "JSON tidak mengenal komentar; hapus komentar ini"),
    ("", r"[,:{[]\s*", r",", "koma berlebih, atau isi sebelum koma belum ditulis"),
    ("", "", r",\s*[}\]]", "koma berlebih sesudah isi terakhir; hapus koma ini"),
    ("", r"(?<![0-9.])-?0", r"[0-9]", "angka tidak boleh diawali 0; tulis 5, bukan 05"),
    ("", r"[0-9]", r"[.a-zA-Z_%]", "angka ditulis dengan cara yang tidak dikenal JSON"),
    ("Extra", "", "", "ada isi lain sesudah akhir dokumen; hapus isi itu, atau periksa kurung penutupnya"),
    ("Expecting ','", "", r":", "titik dua tidak pada tempatnya; periksa kurung dan tanda kutip sebelumnya"),
    ("Expecting ','", "", r"[}\]]", "kurung penutup tidak cocok dengan pembukanya"),
    ("Expecting ','", "", r";", "pemisahnya koma, bukan titik koma"),
    ("Expecting ','", '"', r"\w", "mungkin ada tanda kutip di dalam teks; tulis \\\""),
    ("Expecting ','", "", "", "mungkin kurang koma sebelum bagian ini"),
    ("Expecting property", r"[0-9],", r"[0-9]", "koma desimal tidak dipakai; skor ditulis sebagai bilangan bulat"),
    ("Expecting ':'", "", "", "sesudah nama kunci harus ada titik dua"),
    ("Expecting property", "", "", "nama kunci harus ditulis dalam tanda kutip ganda"),
    ("", "", r"[+.]", "angka ditulis tanpa + dan tidak diawali titik"),
    ("", "", r"(?i:true|false|null|none)\b", "tulis true, false atau null dengan huruf kecil"),
    ("", r"\A\s*", r"[^\W\d]", "isi berkas harus diawali {"),
    ("", "", r"[^\W\d]", "teks harus ditulis dalam tanda kutip ganda"),
    ("", "", "", "di sini seharusnya ada isi: teks, angka, daftar [ ] atau kumpulan { }"),
]  # fmt: skip


def describe(error: json.JSONDecodeError) -> str:
    """Line, column, a short excerpt and the likely cause, as the end of "bukan JSON yang benar di …"."""
    text, place = error.doc, error.pos
    if text[place : place + 1] in {"}", "]"}:  # Python before 3.13 names the bracket after a comma too many
        comma = len(text[:place].rstrip()) - 1
        place = comma if text[comma : comma + 1] == "," else place
    before, here = text[:place], text[place:]
    cause = next(
        cause
        for start, left, right, cause in _CAUSES
        if error.msg.startswith(start) and re.search(f"(?:{left})\\Z", before[-40:]) and re.match(right, here[:200])
    )
    line, column = before.count("\n") + 1, place - before.rfind("\n")
    return f"baris {line}, kolom {column}, di dekat {_excerpt(before, here)}: {cause}"


def _excerpt(before: str, here: str) -> str:
    left = before if len(before) <= _BEFORE else f"…{before[-_BEFORE:]}"
    right = here if len(here) <= _AFTER else f"{here[:_AFTER]}…"
    shown = " ".join(f"{left}{right}".split())
    return f"«{''.join(letter if letter.isprintable() else '�' for letter in shown)}»"
