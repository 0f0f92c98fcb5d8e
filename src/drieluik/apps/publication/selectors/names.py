"""The names of persons that a municipality knows, to be left out of what the public reads."""

from collections.abc import Callable

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.organisations.selectors import list_names_of_people
from drieluik.apps.publication.persons import without_names


@remembered
def names_here(municipality_id: int) -> frozenset[str]:
    """Return the names of all who have or had an account for a party here."""
    return list_names_of_people(municipality_id=municipality_id)


def left_out(municipality_id: int) -> Callable[[str], str]:
    """Return what takes the names of a municipality out of a text."""
    names = names_here(municipality_id)
    return lambda text: without_names(text, names)
