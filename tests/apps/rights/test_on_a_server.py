"""Every page, file and answer once on the database of production, by somebody who may read it.

Who may read what is the same on either database, and is tried on SQLite (``test_crawl``); whether
every question is understood is not.
"""

import pytest
from django.db import connection

from tests.apps.rights.crawling import read_table

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="test_crawl reads them all on SQLite"),
]
READABLE = [case for case in read_table() if "page" in case.get.values()]


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case.id)
def test_a_reader_gets_an_answer(crawler, case):
    reader = next(role for role, word in case.get.items() if word == "page")

    assert crawler.get(reader, case.address).word == "page"
