"""The person who signs in."""

from typing import Any, ClassVar

import rules
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

ZONES = [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]


class UserManager(BaseUserManager["User"]):
    """Finds people by their user name in any case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of that name, in any case."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do and see comes from their Penempatan alone (institutions)."""

    username = models.CharField(
        _("nama pengguna"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._-]*\Z", _("Pakai huruf kecil, angka, titik, - atau _."))],
    )
    name = models.CharField(_("nama lengkap"), max_length=120)
    nip = models.CharField(_("NIP"), max_length=18, blank=True)  # civil servant's number; printed in the Berita Acara
    email = models.EmailField(_("surel"), blank=True)
    zone = models.CharField(_("zona waktu"), max_length=20, choices=ZONES, default="Asia/Jakarta")
    is_active = models.BooleanField(_("aktif"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)  # UTC

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("akun")
        constraints = [models.CheckConstraint(name="user_zone", condition=models.Q(zone__in=dict(ZONES)))]

    def has_perm(self, permission: str, obj: Any = None) -> bool:
        """Whether the person's role allows *permission*; asks the predicates in each app's permissions.py."""
        return self.is_active and rules.has_perm(permission, self, obj)

    def get_full_name(self) -> str:
        """Name for display."""
        return self.name
