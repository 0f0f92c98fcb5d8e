"""What the page about carrying over asks of a reader is what that reader can do."""

import pytest
from django.urls import reverse

from tests.factories.agreements import make_register
from tests.factories.organisations import make_municipality, sign_in
from tests.factories.proposals import adopt, all_agree, change_words, delegate, make_proposal

pytestmark = pytest.mark.django_db
CHOOSE = "Kies één van beide of schrijf een nieuwe tekst."


@pytest.fixture
def page_of(client):
    """Give the page of a proposal whose words were changed by a decision meanwhile."""
    clauses = make_register()
    three, four = (f"Partijen spreken elkaar {n} keer per jaar." for n in ("drie", "vier"))

    def shown(submitted):
        mine = make_proposal(change_words(clauses["1.1"], three), submitted=submitted)
        other = make_proposal(change_words(clauses["1.1"], four))
        all_agree(other)
        adopt(other)
        sign_in(client, delegate("corporatie-a"))
        address = reverse("agreements:proposal_rebase", args=[make_municipality().slug, mine.id])
        return client.get(address).text

    return shown


def test_the_writer_of_a_draft_is_asked_to_choose(page_of):
    page = page_of(submitted=False)

    assert CHOOSE in page
    assert "kan dit voorstel niet worden overgezet" not in page


def test_of_a_submitted_proposal_the_page_says_what_is_possible_and_asks_nothing_else(page_of):
    page = page_of(submitted=True)

    assert "Dezelfde woorden van 1.1 zijn intussen anders veranderd" in page
    assert CHOOSE not in page
    assert "kan het intrekken" in page
    assert "Maak hieruit een nieuw voorstel" in page
