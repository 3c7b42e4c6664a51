"""Addresses of version 1. A caller without a session gets 401, never the sign-in page."""

from django.contrib.auth.decorators import login_not_required

from pekppp.api.v1.routes import api

urlpatterns, _app, app_name = api.urls  # the version is the namespace
for pattern in urlpatterns:
    pattern.callback = login_not_required(pattern.callback)  # type: ignore[type-var]  # ninja always sets it
