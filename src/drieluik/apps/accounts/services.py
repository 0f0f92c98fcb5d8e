"""What can be done with accounts. Who may do it is decided by the service that calls."""

from drieluik.apps.accounts.models import User


def find_or_invite(*, email: str, name: str) -> int:
    """Return the id of the account with this address; make it when there is none.

    A new account has no password; the person sets one through the mail of "password forgotten".

    Changes:
        Possibly one ``User``.
    """
    user = User.objects.filter(email__iexact=email).first()
    return (user or User.objects.create_user(email=email, name=name)).pk


def set_password(*, user_id: int, password: str) -> None:
    """Give an account a password; people do this themselves on the page, set-up does it here.

    Changes:
        ``User.password``.
    """
    user = User.objects.get(pk=user_id)
    user.set_password(password)
    user.save(update_fields=["password"])
