import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pekppp.accounts.models import User
from pekppp.accounts.services import create_user
from pekppp.common.models import AuditEntry
from tests.factories import assert_no_writes

pytestmark = pytest.mark.django_db


def test_create_user_signs_in_with_the_password(client, at):
    create_user("rahma.s", name="Rahma", password="kata-sandi-panjang", at=at)

    assert client.login(username="rahma.s", password="kata-sandi-panjang") is True


def test_create_user_without_password_cannot_sign_in(client, at):
    user = create_user("rahma", name="Rahma", password=None, at=at)

    assert user.has_usable_password() is False


def test_create_user_writes_an_audit_entry(dewi, at):
    user = create_user("rahma", name="Rahma", password=None, at=at, by=dewi)

    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.target, entry.at) == ("user.created", f"accounts.user:{user.pk}", at)


@pytest.mark.parametrize("username", ["Rahma", "rahma s", ".rahma", "", "rahma\n", "rahma@desa", "r" * 61])
def test_create_user_refuses_a_malformed_name(username, at):
    with assert_no_writes(), pytest.raises(ValidationError):
        create_user(username, name="Rahma", password=None, at=at)


def test_create_user_refuses_a_taken_name(nanda, at):
    with assert_no_writes(), pytest.raises(ValidationError):
        create_user("nanda", name="Nanda lain", password=None, at=at)


def test_username_is_found_in_any_case(nanda):
    assert User.objects.get_by_natural_key("NANDA") == nanda


def test_user_has_no_superuser_and_no_group(nanda):
    assert [name for name in ("is_superuser", "is_staff", "groups", "user_permissions") if hasattr(nanda, name)] == []


def test_inactive_user_has_no_permission(ayu):
    ayu.is_active = False

    assert ayu.has_perm("portal.view_beranda") is False


def test_unknown_permission_is_refused(ayu):
    assert ayu.has_perm("periods.no_such_thing") is False


def test_unknown_zone_is_refused_by_the_database(nanda):
    nanda.zone = "Europe/Berlin"

    with pytest.raises(IntegrityError), transaction.atomic():
        nanda.save()
