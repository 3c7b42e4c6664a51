import hashlib
import json

import pytest

import ipp
from pekppp.common.models import AuditEntry
from pekppp.instruments.errors import KebijakanRefused, PublishedInstrumentChanged
from pekppp.instruments.models import Instrumen
from pekppp.instruments.selectors import instrumen_list, instrument_of
from pekppp.instruments.services import check_kebijakan, load_instrument, load_shipped
from tests.factories import SMALL, assert_no_writes, make_instrumen

pytestmark = pytest.mark.django_db


def test_load_keeps_the_whole_document_and_its_checksum(at):
    instrument = ipp.load_instrument(SMALL)

    row = load_instrument(instrument, at=at)

    assert json.loads(row.document) == instrument.document
    assert row.sha256 == hashlib.sha256(row.document.encode()).hexdigest() == instrument.sha256


def test_load_of_the_same_document_is_the_same_row(at):
    row = make_instrumen()

    with assert_no_writes():
        assert load_instrument(ipp.load_instrument(SMALL), at=at) == row


def test_load_takes_the_longest_texts_that_the_schema_allows(at):
    document = ipp.load_instrument(SMALL).document
    longest = {**document, "kode": "k" * 60, "nama": "n" * 4000}

    row = load_instrument(ipp.instrument_from_document(longest), at=at)

    assert (row.kode, row.nama) == ("k" * 60, "n" * 4000)


def test_load_refuses_another_content_under_a_known_code(at):
    make_instrumen()
    changed = ipp.parse_instrument(SMALL.read_text("utf-8").replace("Petugas ramah.", "Petugas sopan."))

    with assert_no_writes(), pytest.raises(PublishedInstrumentChanged):
        load_instrument(changed, at=at)


def test_load_shipped_loads_every_instrument_of_the_library(at):
    load_shipped(at=at)

    assert {row.kode: row.sha256 for row in Instrumen.objects.all()} == {
        kode: ipp.shipped_instrument(kode).sha256 for kode in ipp.shipped_codes()
    }
    assert AuditEntry.objects.filter(action="instrumen.loaded").count() == len(ipp.shipped_codes())


def test_instrument_of_gives_the_library_what_was_loaded(at):
    instrument = ipp.load_instrument(SMALL)

    assert instrument_of(load_instrument(instrument, at=at)) == instrument


def test_instrumen_list_leaves_the_documents_out():
    make_instrumen()

    assert instrumen_list().get().get_deferred_fields() == {"document"}


@pytest.mark.parametrize("chosen", [{}, {"f03_kosong": "f02"}, {"f03_kosong": "nol", "kombinasi_evaluator": "rata"}])
def test_check_kebijakan_passes_what_the_instrument_allows(chosen):
    check_kebijakan(make_instrumen(), chosen)


@pytest.mark.parametrize("chosen", [{"f03_kosong": "hitung"}, {"f03_agregasi": "aspek"}, {"warna": "merah"}])
def test_check_kebijakan_refuses_what_it_does_not(chosen):
    with pytest.raises(KebijakanRefused):
        check_kebijakan(make_instrumen(), chosen)
