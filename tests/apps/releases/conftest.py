"""The municipality of which the tests of publications read."""

import pytest

from tests.factories.releases import place_with_counts
from tests.factories.worlds import world


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """A municipality with figures, of which nothing is public."""
    with world(django_db_blocker):
        yield place_with_counts()
