import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from pekppp.common.access import PUBLIC, public, requires


def answer(request):
    return HttpResponse("ok")


class Person:
    def __init__(self, *permissions):
        self.permissions = permissions

    def has_perm(self, permission):
        return permission in self.permissions


def test_public_states_access_and_needs_no_login():
    view = public(answer)

    assert view.access == PUBLIC
    assert view.login_required is False


def test_requires_states_its_permission_and_keeps_the_login():
    view = requires("periods.view_periode")(answer)

    assert view.access == "periods.view_periode"
    assert getattr(view, "login_required", True) is True


def test_requires_lets_the_right_role_in(rf):
    request = rf.get("/")
    request.user = Person("periods.view_periode")

    assert requires("periods.view_periode")(answer)(request).content == b"ok"


def test_requires_refuses_another_role(rf):
    request = rf.get("/")
    request.user = Person("periods.manage_periode")

    with pytest.raises(PermissionDenied):
        requires("periods.view_periode")(answer)(request)
