"""A text that is no JSON is refused with line, column, excerpt and the likely cause."""

import pytest

import ipp

FAULTS = [
    ('{"a": [1, 2,]}', 1, 12, '{"a": [1, 2,]}', "koma berlebih sesudah isi terakhir; hapus koma ini"),
    ('{"a": 5,\n "b": 6 ,\n}', 2, 9, '{"a": 5, "b": 6 , }', "koma berlebih sesudah isi terakhir; hapus koma ini"),
    ("[5,,5]", 1, 4, "[5,,5]", "koma berlebih, atau isi sebelum koma belum ditulis"),
    ('{"a": 05}', 1, 8, '{"a": 05}', "angka tidak boleh diawali 0; tulis 5, bukan 05"),
    ("[-05]", 1, 4, "[-05]", "angka tidak boleh diawali 0; tulis 5, bukan 05"),
    ("[10 5]", 1, 5, "[10 5]", "mungkin kurang koma sebelum bagian ini"),
    ('{"a": 5.}', 1, 8, '{"a": 5.}', "angka ditulis dengan cara yang tidak dikenal JSON"),
    ('{"a": 4,5}', 1, 9, '{"a": 4,5}', "koma desimal tidak dipakai; skor ditulis sebagai bilangan bulat"),
    ("[+5]", 1, 2, "[+5]", "angka ditulis tanpa + dan tidak diawali titik"),
    ("{'a': 5}", 1, 2, "{'a': 5}", 'tanda kutip harus yang lurus dan ganda: "'),
    ('{"a": “5”}', 1, 7, '{"a": “5”}', 'tanda kutip harus yang lurus dan ganda: "'),
    ("{a: 5}", 1, 2, "{a: 5}", "nama kunci harus ditulis dalam tanda kutip ganda"),
    ("[lima]", 1, 2, "[lima]", "teks harus ditulis dalam tanda kutip ganda"),
    ("[True]", 1, 2, "[True]", "tulis true, false atau null dengan huruf kecil"),
    ("instrument: x", 1, 1, "instrument: x", "isi berkas harus diawali {"),
    ('{"a": "5', 1, 7, '{"a": "5', 'teks ini tidak ditutup dengan tanda kutip "'),
    ('{"a": "dua "kata" "}', 1, 13, '{"a": "dua "kata" "}', 'mungkin ada tanda kutip di dalam teks; tulis \\"'),
    ('["a\tb"]', 1, 4, '["a b"]',
     "ada baris baru, tab atau huruf kendali di dalam tanda kutip; tulis \\n atau \\t"),
    (r'["C:\data"]', 1, 5, r'["C:\data"]', "tanda \\ di dalam teks ditulis \\\\"),
    ("[5 // lima\n]", 1, 4, "[5 // lima ]", "JSON tidak mengenal komentar; hapus komentar ini"),
    ('{"a" 5}', 1, 6, '{"a" 5}', "sesudah nama kunci harus ada titik dua"),
    ('{"a": [5}', 1, 9, '{"a": [5}', "kurung penutup tidak cocok dengan pembukanya"),
    ('{"a":}', 1, 6, '{"a":}', "di sini seharusnya ada isi: teks, angka, daftar [ ] atau kumpulan { }"),
    ("[5;5]", 1, 3, "[5;5]", "pemisahnya koma, bukan titik koma"),
    ('["a": 5]', 1, 5, '["a": 5]', "titik dua tidak pada tempatnya; periksa kurung dan tanda kutip sebelumnya"),
    ("[5", 1, 3, "[5", "berkas terputus sebelum selesai; mungkin kurang penutup } atau ]"),
    ("[5] x", 1, 5, "[5] x", "ada isi lain sesudah akhir dokumen; hapus isi itu, atau periksa kurung penutupnya"),
    (f'["{"x" * 50}", a, "{"y" * 50}"]', 1, 56, "…" + "x" * 21 + '", a, "' + "y" * 12 + "…",
     "teks harus ditulis dalam tanda kutip ganda"),
    ("[\x00]", 1, 2, "[\ufffd]", "di sini seharusnya ada isi: teks, angka, daftar [ ] atau kumpulan { }"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "column", "excerpt", "cause"), FAULTS, ids=[fault[0][:20] for fault in FAULTS]
)
def test_fault_is_named_with_its_place_and_cause(text, line, column, excerpt, cause):
    with pytest.raises(ipp.InputError) as caught:
        ipp.read_score_file(text.encode())

    place = f"baris {line}, kolom {column}, di dekat «{excerpt}»"
    assert caught.value.problem == f"bukan JSON yang benar di {place}: {cause}"
