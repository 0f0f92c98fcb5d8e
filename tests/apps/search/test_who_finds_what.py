"""Nobody finds, counts or reads a piece of what is not theirs; what is found can be opened.

Every kind of text holds a word of its own, the canary. Each kind of reader looks for it.
"""

from datetime import timedelta

import pytest
from django.test import Client

from drieluik.apps.agreements.proposals.reading import list_proposals
from drieluik.apps.agreements.services import ProposalWords, withdraw_proposal
from drieluik.apps.decisions import services as meetings
from drieluik.apps.library import services as library
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.search.models import Entry
from drieluik.apps.search.selectors import Scope, search
from drieluik.apps.search.services import rebuild_index
from drieluik.core.searching import read_query
from tests.factories.agreements import NOW, make_register
from tests.factories.decisions import (
    STARTS,
    close_meeting,
    decide,
    make_item,
    make_meeting,
    open_meeting,
    secretary,
)
from tests.factories.library import NOW as LATER
from tests.factories.library import make_edition, make_work, writer
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.proposals import change_words, delegate, make_proposal
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
READERS = {
    "policy officer": ("gemeente-voorbeeld", "municipality", "editor"),
    "corporation": ("corporatie-a", "corporation", "controller"),
    "other corporation": ("corporatie-b", "corporation", "administrator"),
    "tenants": ("huurders-a", "tenants", "delegate"),
    "tenant reader": ("huurders-a", "tenants", "reader"),
    "council": ("raad", "council", "reader"),
    "other party": ("zorg", "other", "reader"),
}
TABLE = set(READERS) - {"council"}
WHO_FINDS = {
    "kanarieconcept": {"tenants", "tenant reader"},
    "kanariewoorden": {"tenants", "tenant reader"},
    "kanarievoorstel": set(READERS),
    "kanariebesluit": set(READERS),
    "kanariegesprek": TABLE,
    "kanariezitting": set(),
    "kanarieverslag": set(),
    "kanarieopenbaar": set(READERS),
    "kanariepartners": TABLE,
    "kanarieeigen": {"corporation"},
    "kanarienieuw": {"corporation"},
    "kanarieweg": set(),
}


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """A draft, a submitted proposal, and meetings that were approved, closed and in session."""
    with world(django_db_blocker):
        clauses = make_register()
        draft = ProposalWords("Kanarieconcept", "Nog niet af.", "law")
        words = change_words(clauses["1.1"], "Partijen spreken elkaar: kanariewoorden.")
        make_proposal(words, party="huurders-a", words=draft, submitted=False)
        shown = ProposalWords("Meer", "Een kanarievoorstel.", "law")
        make_proposal(
            change_words(clauses["2.1"], "Anders."),
            party="corporatie-a",
            words=shown,
            submitted=True,
        )
        first = _meeting(STARTS, decision="Het kanariebesluit.", discussion="Een kanariegesprek.")
        close_meeting(first)
        second = _meeting(STARTS + timedelta(days=30), decision="Ja.", discussion="Kanarieverslag.")
        meetings.approve_minutes(
            meeting_id=first.id,
            in_meeting_id=second.id,
            remarks="",
            actor=secretary(),
            now=second.starts_at,
        )
        close_meeting(second)
        _meeting(
            STARTS + timedelta(days=60), decision="Kanariezitting.", discussion="Kanariezitting."
        )
        _lay_works()
        for code, kind, _role in READERS.values():
            make_party(code=code, kind=kind, municipality=make_municipality())
        yield


def _lay_works():
    """Works of corporation A: each word stands in a file only, and a newer edition is its own."""
    own = {"publicness": "party", "ground": "Concept"}
    make_work(publicness="partners", content=b"In het bestand: kanariepartners.")
    make_work(content=b"In het bestand: kanarieeigen.", **own)
    shown = make_work(publicness="public", content=b"In het bestand: kanarieopenbaar.")
    newer = make_edition(content=b"In het bestand: kanarienieuw.", **own)
    library.add_edition(work_id=shown, edition=newer, actor=writer(), now=LATER)
    gone = make_work(publicness="public", content=b"In het bestand: kanarieweg.")
    library.withdraw_work(work_id=gone, reason="Fout", actor=writer(), now=LATER)


def _meeting(starts_at, *, decision, discussion):
    meeting = make_meeting(starts_at=starts_at)
    item = make_item(meeting)
    open_meeting(meeting)
    meetings.record_discussion(item_id=item.id, text=discussion, actor=secretary(), now=starts_at)
    decide(item, text=decision)
    return meeting


def _actor(reader):
    code, _kind, role = READERS[reader]
    return make_actor(role, party=make_party(code=code))


def _find(typed, actor):
    place = make_municipality()
    scope = Scope(municipality_id=place.id, slug=place.slug, on=STARTS.date())
    return search(read_query(typed), scope, actor=actor)


@pytest.mark.parametrize("canary", WHO_FINDS)
def test_each_reader_finds_exactly_what_is_theirs(city, canary):
    found = {reader for reader in READERS if _find(canary, _actor(reader)).n_all}

    assert found == WHO_FINDS[canary]


@pytest.mark.parametrize("reader", READERS)
def test_all_that_is_found_can_be_opened_and_the_rest_leaves_no_trace(city, reader):
    actor = _actor(reader)
    client = sign_in(Client(), actor)
    hidden = [canary for canary, readers in WHO_FINDS.items() if reader not in readers]

    text = client.get("/gm9001/zoeken/", {"q": "kanarie*"}).content.decode()
    data = client.get("/api/v1/gemeenten/gm9001/zoeken", {"q": "kanarie*"}).content.decode()

    assert [word for word in hidden if word in (text + data).lower()] == []
    hits = _find("kanarie*", actor).hits
    assert len(hits) == len(WHO_FINDS) - len(hidden) - ("kanariewoorden" not in hidden)
    assert [hit.href for hit in hits if client.get(hit.href).status_code != 200] == []


def test_counts_are_made_of_what_the_reader_may_find_only(city):
    council, tenants = _find("kanarie*", _actor("council")), _find("kanarie*", _actor("tenants"))

    assert {kind: n for kind, _, n in council.by_kind} == {
        "proposal": 1,
        "decision": 1,
        "work": 1,
    }
    assert {kind: n for kind, _, n in tenants.by_kind} == {
        "proposal": 2,
        "decision": 1,
        "minutes": 1,
        "work": 2,
    }


def test_a_withdrawn_draft_stays_with_its_own_party(city):
    draft = next(row for row in list_proposals(make_municipality().id, SYSTEM) if row.is_draft)

    withdraw_proposal(
        proposal_id=draft.proposal_id, reason="", actor=delegate("huurders-a"), now=NOW
    )

    assert _find("kanarieconcept", _actor("council")).n_all == 0
    assert _find("kanarieconcept", _actor("tenants")).n_all == 1


def test_the_index_that_followed_every_act_is_the_index_made_anew(city):
    fields = [field.name for field in Entry._meta.fields if field.name != "id"]
    order = ("bundle", "kind", "number", "title", "audience", "body")  # two editions: one title
    followed = list(Entry.objects.order_by(*order).values(*fields))

    rebuild_index(municipality_id=make_municipality().id)

    rebuilt = list(Entry.objects.order_by(*order).values(*fields))
    assert rebuilt == followed
    assert len(followed) > 6
