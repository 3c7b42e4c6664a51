"""Plausible scores, answers and texts from a fixed seed; integers only."""

import uuid
from collections.abc import Iterable
from itertools import pairwise
from random import Random

import ipp

SEED = 20250701
# How good the units are, from the worst to the best: (share of the units in percent, quality in hundredths).
CURVE = ((0, 238), (3, 275), (8, 315), (20, 370), (45, 407), (70, 437), (90, 470), (100, 492))
GAIN = range(10, 36)  # hundredths by which 2025 is better than 2024

HIGH = (
    "Tersedia lengkap dan masih berlaku: {bukti}. Ditetapkan oleh kepala unit dan ditinjau setiap tahun.",
    "Sudah dilaksanakan sepanjang tahun; dokumennya: {bukti}.",
    "Terpenuhi. Lihat {bukti}; pelaksanaannya dipantau setiap triwulan.",
    "{bukti}: sudah ada, dipasang di ruang layanan, dan dimuat di situs web unit.",
    "Berjalan sejak tahun lalu. {bukti} terlampir; pembaruan terakhir pada triwulan ini.",
)
MIDDLE = (
    "Sudah ada: {bukti}. Sebagian belum diperbarui tahun ini.",
    "Sudah berjalan, tetapi belum merata di semua loket. Dokumen: {bukti}.",
)
LOW = (
    "Masih disusun: {bukti}. Penetapannya direncanakan pada semester depan.",
    "Belum lengkap; {bukti} belum tersedia.",
)
NOTES_LOW = (
    "{bukti} belum ditemukan saat penilaian. Lengkapi dan tetapkan secara resmi.",
    "Bukti belum menunjukkan pelaksanaan sepanjang tahun. Tambahkan laporan berkala.",
    "Dokumen belum ditandatangani pejabat yang berwenang.",
)
NOTES_HIGH = ("Dokumen lengkap dan sesuai dengan kenyataan di loket.", "Praktik ini layak dicontoh unit lain.")


def qualities(rng: Random, count: int) -> list[int]:
    """Quality of *count* units in hundredths on the scale 0..5, in random order, spread as CURVE says."""
    found = []
    for place in range(count):
        percent = place * 100 // max(1, count - 1)
        (left, low), (right, high) = next((before, after) for before, after in pairwise(CURVE) if percent <= after[0])
        found.append(low + (high - low) * (percent - left) // (right - left))
    rng.shuffle(found)
    return found


def draw_score(rng: Random, quality: int) -> int:
    """One score 0..5 that is *quality* (hundredths) on average, now and then one off."""
    score = quality // 100 + (rng.randrange(100) < quality % 100)
    return min(5, max(0, score + rng.choice((-1, 0, 0, 0, 0, 0, 0, 0, 0, 1))))


def draw_scores(rng: Random, quality: int, items: Iterable[ipp.Indikator]) -> dict[int, int]:
    """A score per indicator number."""
    return {item.nomor: draw_score(rng, quality) for item in items}


def draw_respon(rng: Random, quality: int, questions: int) -> list[int]:
    """One citizen's answers: nearer to 4 than the unit's own quality, as people are kinder and vary more."""
    mood = (quality + 410) // 2 + rng.randrange(-45, 46)
    return [draw_score(rng, min(500, mood)) for _question in range(questions)]


def draw_answer(rng: Random, item: ipp.Indikator, score: int) -> str:
    """What the unit writes in F-01 about an indicator that deserves *score*."""
    texts = HIGH if score >= 4 else MIDDLE if score >= 2 else LOW
    return rng.choice(texts).format(bukti=_bukti(item))


def draw_note(rng: Random, item: ipp.Indikator, score: int) -> str:
    """The evaluator's note; empty for most good scores."""
    if score <= 2:
        return rng.choice(NOTES_LOW).format(bukti=_bukti(item))
    return rng.choice(NOTES_HIGH) if rng.randrange(100) < 12 else ""


def draw_uuid(rng: Random) -> uuid.UUID:
    """A client's id that is the same at every load."""
    return uuid.UUID(int=rng.getrandbits(128), version=4)


def _bukti(item: ipp.Indikator) -> str:
    return item.bukti[0].rstrip(".") if item.bukti else item.nama
