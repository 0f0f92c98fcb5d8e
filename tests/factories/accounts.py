"""People for tests: valid and boring unless a test says otherwise."""

from drieluik.apps.accounts.models import User

PASSWORD = "drie luiken open"


def make_user(
    *, email: str = "els@voorbeeld.example", name: str = "Els Voorbeeld", password: str = PASSWORD
) -> User:
    """A person who can sign in with ``PASSWORD``; the same address gives the same person."""
    found = User.objects.filter(email__iexact=email).first()
    return found or User.objects.create_user(email=email, name=name, password=password)
