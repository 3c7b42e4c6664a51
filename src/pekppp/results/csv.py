"""The ranking as a file. Numbers keep the decimal point; cells that a spreadsheet would run are defused."""

from collections.abc import Iterable

from defusedcsv import csv
from django.http import HttpResponse
from django.utils.translation import gettext as _

from pekppp.common.numbers import with_point
from pekppp.periods.models import Periode
from pekppp.results.models import HasilLokus
from pekppp.results.selectors import Baris

HEADER = ["peringkat", "kode", "unit", "f02", "f03", "responden", "ipp", "kategori", "catatan"]


def ranking_csv(periode: Periode, lines: Iterable[HasilLokus | Baris]) -> HttpResponse:
    """One row per unit; demo data says so in every row."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="peringkat-{periode.pk}.csv"'
    writer = csv.writer(response)
    writer.writerow(HEADER)
    mark = _("data peragaan") if periode.pemilik.is_fictional else ""
    for line in lines:
        f03 = "" if line.f03 is None else with_point(line.f03)
        writer.writerow(
            [
                line.peringkat,
                line.lokus.kode,
                line.lokus.nama,
                with_point(line.f02),
                f03,
                line.responden,
                with_point(line.nilai),
                line.kategori,
                mark,
            ]
        )
    return response
