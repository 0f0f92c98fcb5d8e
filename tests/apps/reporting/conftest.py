"""The municipality of which the tests of making and freezing reports read."""

import pytest

from tests.factories.reports import place_with_figures
from tests.factories.worlds import world


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """A municipality with figures, of which nothing has been reported."""
    with world(django_db_blocker):
        yield place_with_figures()
