"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone

from pekppp.accounts.models import User
from pekppp.accounts.services import set_password


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by coordinators: nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def set_password(self, user: User, password: str) -> None:
        """Change the password of a signed-in person, with an audit entry."""
        set_password(user, password, by=user, at=timezone.now())

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that common.middleware.client_address settled on."""
        return request.META["REMOTE_ADDR"]
