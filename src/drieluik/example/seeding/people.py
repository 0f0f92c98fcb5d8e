"""The made-up persons as actors."""

from datetime import date

from drieluik.apps.accounts.selectors import get_user_id
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_actor
from drieluik.example.parties import persons
from drieluik.example.places import CITY

MUNICIPALITY = CITY.party


def actor(party_code: str, role: str, on: date) -> Actor:
    """Return the person who has this role for this party, as able to act on that day."""
    email = next(
        person.email for person in persons() if person.party == party_code and role in person.roles
    )
    return person_with(email, on)


def person_with(email: str, on: date) -> Actor:
    """Return the person with this address, as able to act on that day."""
    return get_actor(user_id=get_user_id(email=email), on=on)
