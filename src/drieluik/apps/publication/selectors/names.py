"""What is left out of all texts that the public reads: names of persons, and what is shut by itself."""

from collections.abc import Callable

from django.utils import timezone

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.organisations.selectors import list_names_of_people
from drieluik.apps.publication.persons import without_names
from drieluik.apps.publication.phrases import phrases_out
from drieluik.apps.publication.selectors.echoes import words_instead


@remembered
def names_here(municipality_id: int) -> frozenset[str]:
    """Return the names of all who have or had an account for a party here."""
    return list_names_of_people(municipality_id=municipality_id)


def left_out(municipality_id: int) -> Callable[[str], str]:
    """Return what takes out of a text the names of a municipality, and the words of what is shut today."""
    names = names_here(municipality_id)
    shut = shut_out(municipality_id)
    return lambda text: without_names(shut(text), names)


def shut_out(municipality_id: int) -> Callable[[str], str]:
    """Return what takes the words of agreements and decisions that are shut today out of a text."""
    return phrases_out(words_instead(municipality_id=municipality_id, on=timezone.localdate()))
