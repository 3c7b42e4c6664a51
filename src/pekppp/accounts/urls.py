"""Sign-in: of allauth's addresses only those we keep, each with its access stated."""

from allauth.account import views
from django.urls import path

from pekppp.common.access import public, requires

urlpatterns = [
    path("login/", public(views.login), name="account_login"),
    path("logout/", public(views.logout), name="account_logout"),
    path(
        "password/change/",
        requires("accounts.change_own_password")(views.password_change),
        name="account_change_password",
    ),
    path("inactive/", public(views.account_inactive), name="account_inactive"),
    path(
        "reauthenticate/", requires("accounts.change_own_password")(views.reauthenticate), name="account_reauthenticate"
    ),
]
