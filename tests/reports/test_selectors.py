import pytest
from django.utils import translation

from pekppp.periods.models import Lokus
from pekppp.reports.selectors import full_berita_acara, public_berita_acara
from pekppp.results.selectors import jejak_visible_to
from tests import factories


@pytest.mark.django_db
def test_berita_acara_is_indonesian_whoever_prints_it(unit, dewi):
    lokus = factories.make_lokus(unit, Lokus.Status.PUBLISHED)
    jejak = jejak_visible_to(dewi, lokus)

    with translation.override("en"):
        public = public_berita_acara(lokus, jejak, address="")
        full = full_berita_acara(lokus, jejak, address="", at=factories.AT)

    assert (public.tanggal, public.ipp, public.f02) == ("Senin, 15 September 2025", "2,40", "4,00")
    assert (full.tanggal, full.ipp, full.f02) == (public.tanggal, public.ipp, public.f02)
    assert full.radar == public_berita_acara(lokus, jejak, address="").radar
