"""Small middleware: true address, bounded body, no NUL, the chosen language, one id per request."""

import ipaddress
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponse]

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")


def client_address(get_response: GetResponse) -> GetResponse:
    """Set REMOTE_ADDR to the address that the outermost trusted proxy saw.

    With PEKPPP_TRUSTED_PROXIES=n the n-th entry from the right of X-Forwarded-For counts; everything left of it was
    written by the client and is ignored. With 0 the header is ignored altogether.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if proxies := settings.TRUSTED_PROXIES:
            hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
            if len(hops) >= proxies and _is_address(hops[-proxies]):
                request.META["REMOTE_ADDR"] = hops[-proxies]
        return get_response(request)

    return middleware


def refuse_nul(get_response: GetResponse) -> GetResponse:
    """Answer 400 to a NUL in query or cookie: no text has one, and PostgreSQL refuses to look for it.

    Fields of forms refuse it themselves; an address with a text in it admits no such text.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        query = unquote(request.META.get("QUERY_STRING", ""))
        if any("\0" in text for text in (query, *request.COOKIES.values())):
            raise BadRequest("NUL in query or cookie")
        return get_response(request)

    return middleware


def chosen_language(get_response: GetResponse) -> GetResponse:
    """Indonesian, unless the person chose another language at the foot of a page.

    In place of Django's LocaleMiddleware, which follows the browser's wish first: many office computers ask for English
    though nobody chose it, and forms, instruments and papers are Indonesian.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        wish = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = wish if wish in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def refuse_oversized(get_response: GetResponse) -> GetResponse:
    """Answer 413 before a body is read that no form of ours can have; a file that is merely too large gets further.

    Three uploads' worth with a session, two MiB without one: that bounds what one request may write to disk.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        limit = 3 * settings.UPLOAD_LIMIT_BYTES if has_session else 2 * 1024**2
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > limit:
            return HttpResponse(_("Kiriman terlalu besar."), status=413, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware


def request_id(get_response: GetResponse) -> GetResponse:
    """Draw one id per request, so that its audit entries can be told together."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = current_request_id.set(uuid.uuid4().hex)
        try:
            return get_response(request)
        finally:
            current_request_id.reset(token)

    return middleware


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
