"""One small city, its readers and their browsers, for the crawls of all addresses."""

import pytest
from django.db import connection

from tests.apps.rights.crawling import Crawler, places_of, read_pairs
from tests.factories.city import make_member
from tests.factories.kept_city import lay_city
from tests.factories.worlds import standing_world

# who may what is the same on either database, and tried on SQLite; whether every question is
# understood is not
collect_ignore_glob = (
    ["test_crawl*.py"] if connection.vendor != "sqlite" else ["test_on_a_server.py"]
)


@pytest.fixture(scope="module")
def city(database_for_tests, django_db_blocker, run_folder):
    """One city for a whole module."""
    with standing_world(django_db_blocker):
        yield lay_city(run_folder)


@pytest.fixture(scope="module")
def crawler(city):
    found = Crawler(city, places_of(city))
    for pair, how in read_pairs().items():
        found.add(pair, make_member(how["party"], how["role"]))
    for reader, token in city.connections["tokens"].items():
        found.add_programme(f"programme like {reader}", token)
    return found
