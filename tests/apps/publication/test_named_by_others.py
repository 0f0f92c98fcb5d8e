"""A shut agreement that others name: in their words, in the parts they stand in, and in reasons."""

from datetime import date

import pytest
from django.test import Client

from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.publication.phrases import phrases_out
from drieluik.apps.publication.selectors.echoes import titles_instead
from tests.factories.agreements import NOW as RECORDED
from tests.factories.proposals import adopt, all_agree, change_words, make_proposal
from tests.factories.publication import NOW, shut
from tests.factories.shut_parts import HEADING, lay_parts
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
SITE, API = "/openbaar/gm9001", "/api/v1/openbaar/gemeenten/gm9001"
NAMING = "Zie afspraak Eén loket, en 2.2 Eén loket. Wij openen eén loket in elke wijk."
INSTEAD = "[afspraak 2.2 is niet openbaar]"


@pytest.fixture(scope="module")
def parts(django_db_setup, django_db_blocker):
    """Agreement 1.1 names agreement 2.2 by its heading."""
    with world(django_db_blocker):
        made = lay_parts()
        proposal = make_proposal(change_words(find_clause(made.place.id, "1.1"), NAMING))
        all_agree(proposal)
        adopt(proposal, in_force_from=date(2020, 8, 1), now=RECORDED)
        yield made


def page(path: str) -> str:
    answer = Client().get(f"{SITE}/{path}")
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


def test_the_words_of_another_agreement_name_it_by_its_number_only(parts):
    one = find_clause(parts.place.id, "1.1")
    shut(parts.place, "agreement", parts.clause_id)

    for path in (
        "afspraken/",
        f"afspraken/{one.clause_id}/",
        "afspraken/verschil/?van=2020-02-01&naar=2020-09-01",
        "zoeken/?q=wijk",
    ):
        words = page(path)
        assert INSTEAD in words, path
        assert "afspraak Eén loket" not in words, path
        assert "2.2 Eén loket" not in words, path
    listed = Client().get(f"{API}/afspraken").json()
    assert INSTEAD in str(listed)
    assert "2.2 Eén loket" not in str(listed)


def test_an_ordinary_sentence_of_another_agreement_stays_as_it_was_agreed(parts):
    shut(parts.place, "agreement", parts.clause_id)

    without = phrases_out(titles_instead(municipality_id=parts.place.id, on=NOW.date()))

    assert without(NAMING) == (f"Zie {INSTEAD}, en {INSTEAD}. Wij openen eén loket in elke wijk.")


def test_nothing_is_left_out_of_agreements_when_nothing_is_shut(parts):
    assert "2.2 Eén loket" in page("afspraken/")


def test_why_it_is_shut_does_not_name_it(parts):
    shut(parts.place, "agreement", parts.clause_id, reason=f"{HEADING} noemt een adres.")

    about = page("over/")

    assert f"{INSTEAD} noemt een adres." in about
    assert HEADING not in about
