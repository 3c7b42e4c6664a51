"""Sign-in when it is needed, and times in the reader's own zone."""

from collections.abc import Callable
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.contrib.auth import middleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Everything but what wears @public needs a session."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """After a form whose session has ended, sign-in leads back to the form's page, not to its target."""
        page = request.META.get("HTTP_REFERER", "")
        own = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()})
        if request.method == "POST" and page and own:
            return redirect_to_login(urlsplit(page).path, self.get_login_url(view_func))
        return super().handle_no_permission(request, view_func)


def own_time_zone(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Activate the signed-in person's zone; the installation's one for everybody else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        with timezone.override(ZoneInfo(request.user.zone)):
            return get_response(request)

    return middleware
