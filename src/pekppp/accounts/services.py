"""Changes to accounts."""

from datetime import datetime

from django.db import transaction

from pekppp.accounts.models import User
from pekppp.common import audit


@transaction.atomic
def create_user(
    username: str,
    *,
    name: str,
    password: str | None,
    at: datetime,
    by: User | None = None,
    nip: str = "",
    zone: str = "Asia/Jakarta",
) -> User:
    """Make an account that can sign in with *password*; None makes one that cannot sign in yet.

    Raises:
        ValidationError: The user name is taken or has a forbidden character.
    """
    user = User(username=username, name=name, nip=nip, zone=zone)
    user.set_password(password)
    user.full_clean()
    user.save()
    audit.record("user.created", user, by=by, at=at)
    return user


@transaction.atomic
def set_password(user: User, password: str, *, at: datetime, by: User | None = None) -> None:
    """Give *user* a new password; the person's sessions end with the old one."""
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record("user.password_set", user, by=by, at=at)
