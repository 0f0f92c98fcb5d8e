"""A party that merges into another: who records it, from when it holds, and that it is kept."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations import policies
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.mergers import heirs, list_mergers
from drieluik.apps.organisations.merging import NewMerger, record_merger, withdraw_merger
from drieluik.apps.organisations.models import Merger, Party
from drieluik.apps.organisations.selectors import list_parties, list_tenants_voices
from tests.factories.agreements import NOW, make_parties
from tests.factories.mergers import MERGED_ON, merge
from tests.factories.organisations import ROLES, make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db
BEFORE = MERGED_ON - timedelta(days=1)
PAGE = "/gm9001/partijen/fusies/"


@pytest.fixture(autouse=True)
def place():
    municipality = make_municipality()
    make_parties(municipality)
    return municipality


def _administrator(code="corporatie-a"):
    return make_actor("administrator", party=make_party(code=code))


def _names(place, on):
    return {party.code for party in list_parties(municipality_id=place.id, on=on)}


def _heirs(place, on, known_at=None):
    codes = dict(Party.objects.values_list("id", "code"))
    return {codes[one]: heir.code for one, heir in heirs(place.id, on, known_at).items()}


def test_until_its_day_a_party_is_itself_and_from_then_on_its_heir_stands_for_it(place):
    merge()

    assert _heirs(place, BEFORE) == {}
    assert _heirs(place, MERGED_ON) == {"corporatie-a": "corporatie-b"}
    assert "corporatie-a" in _names(place, BEFORE)
    assert "corporatie-a" not in _names(place, MERGED_ON)


def test_before_it_was_recorded_nobody_knew_of_a_merger(place):
    merge()

    assert _heirs(place, MERGED_ON, NOW - timedelta(seconds=1)) == {}


def test_an_heir_can_merge_itself_so_that_the_last_stands_for_all(place):
    make_party(code="corporatie-c", municipality=place)
    merge()
    merge("corporatie-b", "corporatie-c", on=date(2021, 1, 1))

    assert _heirs(place, MERGED_ON) == {"corporatie-a": "corporatie-b"}
    assert _heirs(place, date(2021, 1, 1)) == {
        "corporatie-a": "corporatie-c",
        "corporatie-b": "corporatie-c",
    }


def test_the_last_stands_for_all_whatever_was_recorded_first(place):
    make_party(code="corporatie-c", municipality=place)
    merge(on=date(2021, 1, 1))
    merge("corporatie-b", "corporatie-c")

    assert _heirs(place, MERGED_ON) == {"corporatie-b": "corporatie-c"}
    assert _heirs(place, date(2021, 1, 1)) == {
        "corporatie-a": "corporatie-c",
        "corporatie-b": "corporatie-c",
    }


def test_the_last_stands_for_all_when_they_merge_on_one_day(place):
    make_party(code="corporatie-c", municipality=place)
    merge("corporatie-b", "corporatie-a")
    merge("corporatie-a", "corporatie-c")

    assert _heirs(place, MERGED_ON) == {
        "corporatie-a": "corporatie-c",
        "corporatie-b": "corporatie-c",
    }


def test_who_spoke_for_its_tenants_speaks_for_them_at_the_heir(place):
    merge()

    def voices(on):
        rows = list_tenants_voices(municipality_id=place.id, on=on)
        return {row.corporation.code: row.tenants and row.tenants.code for row in rows}

    assert voices(BEFORE) == {"corporatie-a": "huurders-a", "corporatie-b": None}
    assert voices(MERGED_ON) == {"corporatie-b": "huurders-a"}


@pytest.mark.parametrize("heir", ["corporatie-a", "gemeente-voorbeeld", "elders"])
def test_a_party_merges_into_another_of_its_kind_that_takes_part(place, heir):
    make_party(code="elders")

    with pytest.raises(WrongState):
        merge(heir=heir)
    assert not Merger.objects.exists()


@pytest.mark.parametrize(
    "again", [("corporatie-a", "corporatie-b"), ("corporatie-b", "corporatie-a")]
)
def test_a_party_that_merged_merges_no_more_and_nobody_merges_into_it(place, again):
    merge()

    with pytest.raises(WrongState, match="op die dag meedoen"):
        merge(*again, on=date(2021, 1, 1))


def test_a_merger_says_where_it_can_be_read_and_begins_after_the_party(place):
    ids = [make_party(code=code).pk for code in ("corporatie-a", "corporatie-b")]
    for on, grounds in ((MERGED_ON, " "), (date(2018, 1, 1), "Akte")):
        with pytest.raises(WrongState):
            record_merger(
                municipality_id=place.id,
                merger=NewMerger(*ids, on, grounds),
                actor=_administrator(),
                now=NOW,
            )


def test_a_merger_that_was_a_mistake_is_taken_back_and_stays_to_be_seen(place):
    merge()
    party_id = make_party(code="corporatie-a").pk
    with pytest.raises(WrongState):
        withdraw_merger(
            municipality_id=place.id, party_id=party_id, reason=" ", actor=_administrator(), now=NOW
        )
    withdraw_merger(
        municipality_id=place.id,
        party_id=party_id,
        reason="Vergissing",
        actor=_administrator(),
        now=NOW,
    )

    assert list_mergers(place.id) == ()
    assert "corporatie-a" in _names(place, MERGED_ON)
    assert [row.words for row in Merger.objects.all()] == ["Fusieakte", "Vergissing"]
    with pytest.raises(WrongState):
        withdraw_merger(
            municipality_id=place.id,
            party_id=party_id,
            reason="Weer",
            actor=_administrator(),
            now=NOW,
        )
    merge(on=date(2021, 1, 1))
    assert _heirs(place, date(2021, 1, 1)) == {"corporatie-a": "corporatie-b"}


@pytest.mark.parametrize(
    "statement",
    ["UPDATE organisations_merger SET words = 'anders'", "DELETE FROM organisations_merger"],
)
def test_the_database_keeps_what_was_recorded(statement):
    merge()

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("kind", Party.Kind.values)
@pytest.mark.parametrize("role", ROLES)
def test_only_an_administrator_of_the_party_itself_records_it(place, kind, role):
    party = make_party(code=f"partij-{kind}", kind=kind, municipality=place)
    actor = make_actor(role, party=party)

    allows = policies.check_may_record_merger.allows
    assert allows(actor, party_id=party.pk) is (role == "administrator")
    assert not allows(actor, party_id=make_party(code="corporatie-a").pk)
    assert allows(SYSTEM, party_id=party.pk)


def test_nobody_takes_away_the_voice_of_another_party(client, place):
    ids = [make_party(code=code).pk for code in ("corporatie-a", "corporatie-b")]
    municipality = make_party(code="gemeente-voorbeeld")
    for actor in (_administrator("corporatie-b"), make_actor("administrator", party=municipality)):
        with pytest.raises(NotAllowed):
            record_merger(
                municipality_id=place.id,
                merger=NewMerger(*ids, MERGED_ON, "Akte"),
                actor=actor,
                now=NOW,
            )
    sign_in(client, _administrator("corporatie-b"))
    given = {"party_id": ids[0], "heir_id": ids[1], "from_on": "2020-07-01", "grounds": "Akte"}
    assert client.post(PAGE, given).context["form"].errors["party_id"]
    assert not Merger.objects.exists()


def test_either_party_says_that_it_did_not_merge(place):
    merge()
    party_id = make_party(code="corporatie-a").pk
    given = {"municipality_id": place.id, "party_id": party_id, "reason": "Niet waar.", "now": NOW}

    with pytest.raises(NotAllowed):
        withdraw_merger(actor=_administrator("huurders-a"), **given)
    withdraw_merger(actor=_administrator("corporatie-b"), **given)

    assert list_mergers(place.id) == ()


def test_from_its_day_on_the_page_is_for_the_administrator_of_the_heir(client, place):
    merge()
    take_back = f"{PAGE}{make_party(code='corporatie-a').pk}/terugnemen/"

    sign_in(client, _administrator())
    assert client.get(PAGE).status_code == 404
    assert client.post(take_back, {"reason": "Vergissing"}).status_code == 404
    sign_in(client, _administrator("corporatie-b"))
    client.post(take_back, {"reason": "Vergissing"})
    assert list_mergers(place.id) == ()


@pytest.mark.parametrize("act", [record_merger, withdraw_merger])
def test_the_acts_ask_who_it_is(place, act):
    ids = [make_party(code=code).pk for code in ("corporatie-a", "corporatie-b")]
    given = {
        record_merger: {"merger": NewMerger(*ids, MERGED_ON, "Akte")},
        withdraw_merger: {"party_id": ids[0], "reason": "Vergissing"},
    }

    with pytest.raises(NotAllowed):
        act(municipality_id=place.id, actor=make_actor("steward"), now=NOW, **given[act])


def test_an_administrator_records_it_on_the_page_and_takes_it_back(client, place):
    sign_in(client, _administrator())
    first, second = (make_party(code=code).pk for code in ("corporatie-a", "corporatie-b"))
    given = {"party_id": first, "heir_id": second, "from_on": "2020-07-01", "grounds": "Akte"}

    wrong = client.post(PAGE, given | {"heir_id": first})
    assert "zichzelf" in wrong.text
    assert set(client.post(PAGE, {"party_id": ""}).context["form"].errors) == set(given)
    assert client.post(PAGE, given)["Location"] == "/ik/"
    sign_in(client, _administrator("corporatie-b"))
    assert "opgegaan in Corporatie b per 1 juli 2020" in client.get("/gm9001/partijen/").text
    assert "opgegaan in Corporatie b per 1 juli 2020" in client.get(PAGE).text

    assert client.post(f"{PAGE}{first}/terugnemen/", {"reason": ""}).status_code == 409
    client.post(f"{PAGE}{first}/terugnemen/", {"reason": "Vergissing"})
    assert "opgegaan" not in client.get("/gm9001/partijen/").text


def test_others_find_no_way_to_the_page(client, place):
    sign_in(client, make_actor("controller"))

    assert "fusies" not in client.get("/gm9001/partijen/").text
    assert '<form method="post" class="narrow no-print"' not in client.get(PAGE).text
    assert client.post(PAGE, {}).status_code == 403
