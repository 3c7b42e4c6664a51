import pytest

from pekppp.institutions.regions import region_name


@pytest.mark.parametrize(
    ("kode", "name"),
    [("33", "Jawa Tengah"), ("33.03", "Kabupaten Purbalingga"), ("92", "Papua Barat"), ("96", "Papua Barat Daya")],
)
def test_region_has_kemendagris_name(kode, name):
    assert region_name(kode).lower() == name.lower()


@pytest.mark.parametrize("kode", ["99.01", "33.99", "33.03.01", "33.03.01.2001", "", "Purbalingga"])
def test_unknown_region_has_no_name(kode):
    assert region_name(kode) is None
