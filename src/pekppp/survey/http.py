"""What protects the public form, since it has neither session nor cookie: a signed stamp and the browser's own word."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.utils import translation
from django.utils.translation import gettext as _

STAMP_AGE = timedelta(hours=24)
BODY_LIMIT_BYTES = 1024**2  # a filled form has less than one kilobyte

View = Callable[..., HttpResponse]


def survey_page(view: View) -> View:
    """A page for citizens: in the language of the instrument, not indexed, and without any cookie."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)  # else an outdated sign-in is answered with a cookie
        with translation.override(settings.LANGUAGE_CODE):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = settings.LANGUAGE_CODE
        response["X-Robots-Tag"] = "noindex"
        # Kept for the way back only: after a broken connection the answers, and the stamp they belong to, are there.
        response["Cache-Control"] = "private, no-cache"
        return response

    return page


@dataclass(frozen=True, slots=True)
class Stempel:
    """What a stamp is worth. `refusal` says in a sentence why it does not count; empty when it does."""

    nonce: uuid.UUID  # a new one when the stamp is not ours
    refusal: str = ""


def make_stempel(kode: str, nonce: uuid.UUID) -> str:
    """A stamp for a form of the link *kode*; it counts for STAMP_AGE."""
    return _signer(kode).sign(nonce.hex)


def read_stempel(kode: str, text: str) -> Stempel:
    """Judge a stamp that came back; one that is ours but too old keeps its nonce, so that a repeat counts once."""
    try:
        return Stempel(uuid.UUID(_signer(kode).unsign(text, max_age=STAMP_AGE)))
    except SignatureExpired:
        nonce = uuid.UUID(_signer(kode).unsign(text))
        return Stempel(nonce, _("Halaman ini dibuka lebih dari 24 jam yang lalu. Tekan Kirim sekali lagi."))
    except BadSignature:
        refusal = _("Kiriman ini tidak membawa tanda dari halaman survei. Tekan Kirim sekali lagi.")
        return Stempel(uuid.uuid4(), refusal)


def is_from_own_page(request: HttpRequest) -> bool:
    """Whether the browser says that the form was sent from our own page, or says nothing (old browsers)."""
    return request.headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}


def posted(request: HttpRequest) -> QueryDict:
    """The fields that were sent; empty when the body is too large or cannot be read."""
    try:
        length = request.META.get("CONTENT_LENGTH") or "0"
        return request.POST if length.isdecimal() and int(length) <= BODY_LIMIT_BYTES else QueryDict()
    except (BadRequest, MultiPartParserError, SuspiciousOperation):
        return QueryDict()


def _signer(kode: str) -> TimestampSigner:
    return TimestampSigner(salt=f"survey.stempel:{kode}")
