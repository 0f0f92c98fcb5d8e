"""Lists that are kept as HTML hold nothing that differs by reader."""

from dataclasses import replace
from uuid import uuid4

import pytest

from drieluik.apps.agreements.extensions import ClauseLight
from drieluik.apps.agreements.rendered import rows_of_theme
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.audit.services import record
from drieluik.apps.organisations.actors import SYSTEM
from tests.apps.audit.test_remembering import NOW

ROW = ClauseRow(
    clause_id=uuid4(),
    number="3.2",
    heading="",
    text="<b>Verzonnen</b> woorden",
    theme_number="3",
    theme_title="Verzonnen thema",
    section_letter="",
    section_title="",
    position=0,
    version_number=1,
)
RED, GREEN = ClauseLight("off_course", "Uit koers"), ClauseLight("on_course", "Op koers")


@pytest.fixture
def kept(transactional_db):
    """An event in the chain, so that answers are remembered."""
    record(name="thing.done", subject=("thing", 1), actor=SYSTEM, now=NOW)


def test_each_reader_meets_the_light_that_reader_may_see(kept):
    assert "Uit koers" in rows_of_theme("stad", (ROW,), (RED,))
    assert "Op koers" in rows_of_theme("stad", (ROW,), (GREEN,))
    assert "Geen norm" in rows_of_theme("stad", (ROW,), (None,))
    assert "agreement-list__light" not in rows_of_theme("stad", (ROW,), None)


def test_other_words_or_another_municipality_give_another_list(kept):
    first = rows_of_theme("stad", (ROW,), None)

    assert "/stad/afspraken/3.2/" in first
    assert "/dorp/afspraken/3.2/" in rows_of_theme("dorp", (ROW,), None)
    assert "nieuwe woorden" in rows_of_theme("stad", (replace(ROW, text="nieuwe woorden"),), None)


def test_words_never_become_tags(kept):
    assert "<b>" not in rows_of_theme("stad", (ROW,), None)
