"""What a Berita Acara says, gathered from the round, the trace and the people."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from pekppp.assessments.selectors import notes_by_nomor, submitted_sheets
from pekppp.institutions.models import is_fictional_code
from pekppp.institutions.selectors import pimpinan_of
from pekppp.periods.models import Lokus
from pekppp.reports.berita_acara import BarisAspek, BarisIndikator, BeritaAcara, LangkahHitung, Penandatangan
from pekppp.results.jejak import aspek_chart, aspek_rows, part, two_decimals

Node = dict[str, Any]


def public_berita_acara(lokus: Lokus, jejak: Node, *, address: str) -> BeritaAcara:
    """The paper of a published lokus (periode loaded) without evaluators, NIP and notes: none of them is read."""
    moment = lokus.periode.published_at
    if moment is None:
        raise ValueError(f"lokus {lokus.pk} is not published")
    facts = _facts(lokus, jejak, {}, moment)
    return BeritaAcara(**facts, alamat_cek=address, pimpinan=None, evaluator=(), publik=True)


def full_berita_acara(lokus: Lokus, jejak: Node, *, address: str, at: datetime) -> BeritaAcara:
    """The paper for the people of the round: with evaluators, NIP, notes and the unit's head."""
    head = pimpinan_of(lokus.unit_id)
    team = [sheet.penugasan.evaluator for sheet in submitted_sheets(lokus)]
    return BeritaAcara(
        **_facts(lokus, jejak, notes_by_nomor(lokus), lokus.periode.published_at or at),
        alamat_cek=address,
        pimpinan=Penandatangan(head.name, head.nip or None) if head else None,
        evaluator=tuple(Penandatangan(person.name, person.nip or None) for person in team),
    )


def _facts(lokus: Lokus, jejak: Node, notes: dict[int, list[str]], moment: datetime) -> dict[str, Any]:
    with translation.override(settings.LANGUAGE_CODE):  # the signed paper is Indonesian, whoever prints it
        return _texts(lokus, jejak, notes, moment)


def _texts(lokus: Lokus, jejak: Node, notes: dict[int, list[str]], moment: datetime) -> dict[str, Any]:
    local = timezone.localtime(moment)
    rows, f02, f03 = aspek_rows(jejak), part(jejak, "f02"), part(jejak, "f03")
    answered = f03 is not None and f03["responden"] > 0
    return {
        "final": lokus.status == Lokus.Status.PUBLISHED,
        "peragaan": is_fictional_code(lokus.instansi_kode),
        "nomor": None,
        "tanggal": date_format(local, "l, j F Y"),
        "instansi": lokus.instansi_nama,
        "unit": lokus.nama,
        "kode": lokus.kode,
        "periode": f"{lokus.periode.nama} ({lokus.periode.tahun})",
        "instrumen": jejak["instrument"],
        "instrumen_sha256": jejak["sha256"],
        "f02": two_decimals(f02),
        "f02_bobot": f02["bobot"] if f02 else "",
        "f03": two_decimals(f03) if answered else None,
        "f03_bobot": f03["bobot"] if f03 else None,
        "responden": str(f03["responden"]) if f03 and answered else None,
        "ipp": jejak["nilai"].replace(".", ","),
        "konversi": jejak["konversi"].replace(".", ","),
        "kategori": jejak["kategori"],
        "kategori_nama": jejak["nama"],
        "alasan": tuple(jejak["alasan"]),
        "aspek": tuple(
            BarisAspek(
                row.kode,
                row.nama,
                row.bobot,
                row.f02_nilai,
                row.f03_nilai if row.f03 else None,
                tuple(_indikator(node, notes) for node in row.f02["rincian"]),
            )
            for row in rows
        ),
        "radar": aspek_chart(rows),
        "radar_alt": "; ".join(f"{row.nama}: F-02 {row.f02_nilai}, F-03 {row.f03_nilai}" for row in rows),
        "tambahan": tuple(_indikator(node, notes) for node in jejak["tambahan"]),
        "langkah": tuple(_steps(jejak["ipp"])),
        "tempat": lokus.instansi_nama,
        "tanggal_tanda_tangan": date_format(local, "j F Y"),
        "dibuat": local,
    }


def _indikator(node: Node, notes: dict[int, list[str]]) -> BarisIndikator:
    return BarisIndikator(
        nomor=str(node["nomor"]),
        kode=node["kode"],
        nama=node["label"],
        bobot=node["bobot"] or "–",
        skor=" / ".join(map(str, node["skor"])),
        catatan="\n".join(notes[node["nomor"]]) if node["nomor"] in notes else None,
    )


def _steps(index: Node) -> list[LangkahHitung]:
    """The sum line by line: each aspek, then F-02, likewise F-03, then the index."""
    steps = []
    for form in index["rincian"]:
        steps += [_step(aspek) for aspek in form["rincian"]]
        if form["eksak"] is not None:
            steps.append(_step(form, total=True))
    return [*steps, _step(index, total=True)]


def _step(node: Node, *, total: bool = False) -> LangkahHitung:
    kode = f"{node['kode']}. " if node["jenis"].startswith("aspek") else f"{node['kode']}: "
    return LangkahHitung(
        kode + node["label"], node["rumus"], node["eksak"], (node["nilai"] or "–").replace(".", ","), total
    )
