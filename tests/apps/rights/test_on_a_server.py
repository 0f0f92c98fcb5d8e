"""Every page, file and answer once on the database of production, by somebody who may read it.

Collected on PostgreSQL only: on SQLite the crawl reads them all (see ``conftest``).
"""

import pytest

from tests.apps.rights.crawling import read_table

pytestmark = pytest.mark.slow
READABLE = [case for case in read_table() if "page" in case.get.values()]


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case.id)
def test_a_reader_gets_an_answer(crawler, case):
    reader = next(role for role, word in case.get.items() if word == "page")

    assert crawler.get(reader, case.address).word == "page"
