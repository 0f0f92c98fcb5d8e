"""What can be done with accounts. Who may do it is decided by the service that calls."""

from collections.abc import Collection

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from drieluik.apps.accounts.models import User


def find_or_invite(*, email: str, name: str) -> int:
    """Return the id of the account with this address; make it when there is none.

    A new account has no password; the person sets one through the mail of "password forgotten".

    Changes:
        Possibly one ``User``.
    """
    user = User.objects.filter(email__iexact=email).first()
    return (user or User.objects.create_user(email=email, name=name)).pk


def give_first_password(*, user_ids: Collection[int], password: str) -> None:
    """Give accounts that have no password yet the same one; for the example city only.

    Changes:
        ``User.password`` of those accounts.
    """
    without = User.objects.filter(pk__in=user_ids, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    without.update(password=make_password(password))
