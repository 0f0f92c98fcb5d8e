"""Reading accounts."""

from drieluik.apps.accounts.models import User


def get_user_id(*, email: str) -> int:
    """Return the id of the account with this address.

    Raises:
        User.DoesNotExist: There is no such account.
    """
    user_id: int = User.objects.values_list("pk", flat=True).get(email__iexact=email)
    return user_id
