"""Who may call a view: every view wears exactly one of these two marks (tests/project/test_access.py)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

PUBLIC = "public"

View = Callable[..., Any]


def public(view: View) -> View:
    """Open to everybody, signed in or not."""

    @wraps(view)
    def open_view(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return view(request, *args, **kwargs)

    open_view.access = PUBLIC  # type: ignore[attr-defined]
    return login_not_required(open_view)


def requires(permission: str) -> Callable[[View], View]:
    """Open to signed-in people whose role has *permission*; others get 403. Serves views and API operations.

    Judges the role alone. Which rows the person may see is decided by the selectors, whose 404 tells a stranger
    nothing.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate
