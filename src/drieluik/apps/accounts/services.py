"""What can be done with accounts. Who may do it is decided by the service that calls."""

from collections.abc import Collection

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.urls import reverse

from drieluik.apps.accounts.models import User


def find_or_invite(*, email: str, name: str) -> int:
    """Return the id of the account with this address; make it when there is none.

    A new account has no password; the person sets one through the mail of "password forgotten".

    Changes:
        Possibly one ``User``.
    """
    user = User.objects.filter(email__iexact=email).first()
    return (user or User.objects.create_user(email=email, name=name)).pk


def path_to_first_password(*, user_id: int) -> str:
    """Return the address where somebody without password chooses one; empty for all others.

    It is the address that "password forgotten" would mail: it works once, and for a limited time.
    """
    user = User.objects.get(pk=user_id)
    if user.has_usable_password():
        return ""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


def give_first_password(*, user_ids: Collection[int], password: str) -> None:
    """Give accounts that have no password yet the same one; for the example city only.

    Changes:
        ``User.password`` of those accounts.
    """
    without = User.objects.filter(pk__in=user_ids, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    without.update(password=make_password(password))
