"""Who holds which role where, and which instansi and units a person may see."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from pekppp.accounts.models import User
from pekppp.institutions.models import FICTIONAL, Instansi, Penempatan, UnitLayanan

Peran = Penempatan.Peran
OVER_INSTANSI = (Peran.KEMENTERIAN, Peran.KOORDINATOR, Peran.EVALUATOR, Peran.PIMPINAN, Peran.PENGAWAS)


def penempatan_in_force() -> QuerySet[Penempatan]:
    """Placements that hold today, in the installation's zone."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    return Penempatan.objects.filter(Q(selesai=None) | Q(selesai__gte=today), mulai__lte=today)


def penempatan_of(user: User) -> list[Penempatan]:
    """The person's placements in force today (installation's zone), instansi and unit loaded; one query per object."""
    known: list[Penempatan] | None = getattr(user, "_penempatan", None)
    if known is None:
        own = penempatan_in_force().filter(user_id=user.pk)
        known = list(own.select_related("instansi", "unit").order_by("pk"))
        user._penempatan = known  # type: ignore[attr-defined]
    return known


def has_peran(user: User, *peran: Penempatan.Peran) -> bool:
    """Whether the person holds one of the roles anywhere today."""
    return any(placed.peran in peran for placed in penempatan_of(user))


def subtree(user: User, *peran: Penempatan.Peran, prefix: str = "") -> Q:
    """Condition on `<prefix>path`: inside an instansi where the person holds one of the roles; else nothing."""
    condition = Q(pk__in=[])
    for placed in penempatan_of(user):
        if placed.peran in peran and placed.instansi is not None:
            condition |= Q(**{f"{prefix}path__startswith": placed.instansi.path})
    return condition


def own_units(user: User, *peran: Penempatan.Peran) -> list[int]:
    """Ids of the units at which the person holds one of the roles."""
    return [placed.unit_id for placed in penempatan_of(user) if placed.peran in peran and placed.unit_id is not None]


def instansi_visible_to(user: User) -> QuerySet[Instansi]:
    """Instansi over which the person holds a role, and those of the own units."""
    units = own_units(user, Peran.OPERATOR, Peran.PIMPINAN)
    return Instansi.objects.filter(subtree(user, *OVER_INSTANSI) | Q(unit__in=units)).distinct()


def unit_visible_to(user: User) -> QuerySet[UnitLayanan]:
    """Units below an instansi over which the person holds a role, and the own ones. Instansi is loaded."""
    units = own_units(user, Peran.OPERATOR, Peran.PIMPINAN)
    return UnitLayanan.objects.filter(
        subtree(user, *OVER_INSTANSI, prefix="instansi__") | Q(pk__in=units)
    ).select_related("instansi")


def instansi_coordinated_by(user: User) -> QuerySet[Instansi]:
    """Instansi for which the person runs evaluations."""
    return Instansi.objects.filter(subtree(user, Peran.KOORDINATOR))


def evaluators_of(instansi: Instansi) -> QuerySet[User]:
    """People placed as evaluator at *instansi* today, by name."""
    placed = penempatan_in_force().filter(peran=Peran.EVALUATOR, instansi=instansi)
    return User.objects.filter(pk__in=placed.values("user"), is_active=True).order_by("name")


def pimpinan_of(unit_id: int) -> User | None:
    """Head of the unit today; None when nobody is placed."""
    heads = penempatan_in_force().filter(peran=Peran.PIMPINAN, unit_id=unit_id)
    placed = heads.select_related("user").order_by("-mulai", "pk").first()
    return placed.user if placed else None


def has_demo_data() -> bool:
    """Whether this installation holds fictional data; every page then says so."""
    return Instansi.objects.filter(kode__startswith=FICTIONAL).exists()
