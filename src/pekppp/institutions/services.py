"""Changes to the register and to who may act."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pekppp.accounts.models import User
from pekppp.common import audit
from pekppp.institutions.errors import UnknownRegion
from pekppp.institutions.models import Instansi, Penempatan, UnitLayanan, is_fictional_code
from pekppp.institutions.regions import region_name

REGIONAL = (Instansi.Jenis.PROVINSI, Instansi.Jenis.KABUPATEN, Instansi.Jenis.KOTA)


@transaction.atomic
def create_instansi(
    kode: str,
    nama: str,
    jenis: Instansi.Jenis,
    *,
    at: datetime,
    by: User | None = None,
    induk: Instansi | None = None,
    kode_bps: str = "",
    zone: str = "Asia/Jakarta",
) -> Instansi:
    """Add a node below *induk* (None: a root).

    Raises:
        UnknownRegion: Kemendagri gives out no such code to a province (or to a regency or city); 99.… is for demo data.
        ValidationError: The code is taken.
    """
    is_known = region_name(kode) is not None and (jenis == Instansi.Jenis.PROVINSI) == ("." not in kode)
    if jenis in REGIONAL and not is_fictional_code(kode) and not is_known:
        raise UnknownRegion(_("Kode wilayah %(kode)s tidak ada dalam daftar Kemendagri.") % {"kode": kode})
    instansi = Instansi(
        kode=kode, kode_bps=kode_bps, nama=nama, jenis=jenis, induk=induk, zone=zone, path=f"new:{kode}"
    )
    instansi.full_clean()
    instansi.save()
    instansi.path = f"{induk.path if induk else '/'}{instansi.pk}/"
    instansi.save(update_fields=["path"])
    audit.record("instansi.created", instansi, by=by, at=at, data={"kode": kode})
    return instansi


@transaction.atomic
def create_unit(
    instansi: Instansi,
    kode: str,
    nama: str,
    *,
    at: datetime,
    by: User | None = None,
    moda: str = UnitLayanan.Moda.LURING,
) -> UnitLayanan:
    """Add a unit to the register.

    Raises:
        ValidationError: The code is taken or malformed.
    """
    unit = UnitLayanan(instansi=instansi, kode=kode, nama=nama, moda=moda)
    unit.full_clean()
    unit.save()
    audit.record("unit.created", unit, by=by, at=at, data={"kode": kode})
    return unit


@transaction.atomic
def place(
    user: User,
    peran: Penempatan.Peran,
    *,
    mulai: date,
    at: datetime,
    by: User | None = None,
    instansi: Instansi | None = None,
    unit: UnitLayanan | None = None,
    selesai: date | None = None,
) -> Penempatan:
    """Give *user* a role over *instansi* or *unit*.

    Raises:
        ValidationError: The role does not fit the scope, or the same placement is there already.
    """
    placed = Penempatan(user=user, peran=peran, instansi=instansi, unit=unit, mulai=mulai, selesai=selesai)
    placed.full_clean()
    placed.save()
    audit.record("penempatan.created", placed, by=by, at=at, data={"user": audit.reference(user), "peran": str(peran)})
    return placed
