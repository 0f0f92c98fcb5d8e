"""A shut agreement that others name: in their words, in the parts they stand in, and in reasons."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.calendar.announcing import NewOneOff, add_one_off
from drieluik.apps.decisions.models import Decision
from drieluik.apps.publication.phrases import phrases_out
from drieluik.apps.publication.selectors.echoes import titles_instead, words_instead
from drieluik.core.cycle import Who
from tests.factories.agreements import NOW as RECORDED
from tests.factories.decisions import secretary
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.proposals import adopt, all_agree, change_words, make_proposal
from tests.factories.publication import NOW, PERSON, lay_adopted, shut
from tests.factories.shut_parts import HEADING, TITLE, lay_parts
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
SITE, API = "/openbaar/gm9001", "/api/v1/openbaar/gemeenten/gm9001"
NAMING = "Zie afspraak Eén loket, en 2.2 Eén loket. Wij openen eén loket in elke wijk."
DECIDED = "Wij kiezen het pand aan de haven voor de proef."
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


@pytest.fixture
def quoted(parts):
    """A decision on an agenda item that bears the heading of a public agreement, shut by itself."""
    first = datetime(2019, 3, 7, 12, 0, tzinfo=UTC)
    meeting = lay_adopted(title=HEADING.upper(), words=DECIDED, first=first)
    shut(parts.place, "decision", Decision.objects.get(meeting=meeting).id)
    return parts


def test_the_heading_of_a_public_agreement_stays_when_only_a_decision_is_shut(quoted):
    without = phrases_out(words_instead(municipality_id=quoted.place.id, on=NOW.date()))

    assert without(f"2.2 {HEADING}") == f"2.2 {HEADING}"
    assert DECIDED not in without(f"Wij lazen: {DECIDED} {PERSON} begint.")


def test_other_agreements_name_a_shut_decision_by_its_number_only(parts):
    words = f"{DECIDED} {PERSON} begint."
    first = datetime(2019, 3, 7, 12, 0, tzinfo=UTC)
    meeting = lay_adopted(title="Havenpand", words=DECIDED, first=first)
    shut(parts.place, "decision", Decision.objects.get(meeting=meeting).id)

    without = phrases_out(titles_instead(municipality_id=parts.place.id, on=NOW.date()))

    told = "[besluit 1 is niet openbaar]"
    assert without(f"Zie “Havenpand”: {words} Dat is zo.") == f"Zie {told}: {told} Dat is zo."
    assert without("Wij kopen een havenpand.") == "Wij kopen een havenpand."
    assert without(NAMING) == NAMING


def test_the_title_of_a_public_decision_stays_in_agreements(parts):
    first = datetime(2019, 3, 7, 12, 0, tzinfo=UTC)
    again = lay_adopted(words=DECIDED, first=first)
    shut(parts.place, "decision", Decision.objects.get(meeting=again).id)

    without = phrases_out(titles_instead(municipality_id=parts.place.id, on=NOW.date()))

    assert without(f"Zie “{TITLE}”.") == f"Zie “{TITLE}”."


def test_why_it_is_shut_does_not_name_it(parts):
    shut(parts.place, "agreement", parts.clause_id, reason=f"{HEADING} noemt een adres.")

    about = page("over/")

    assert f"{INSTEAD} noemt een adres." in about
    assert HEADING not in about


def test_a_day_of_the_calendar_does_not_name_it(parts):
    visit = NewOneOff(
        kind="meeting",
        name=f"Gesprek over 2.2 {HEADING}",
        on=date(2020, 6, 22),
        words="Kernteam van 3 februari",
        who=(Who.MUNICIPALITY, Who.TENANTS),
    )
    add_one_off(municipality_id=parts.place.id, day=visit, actor=secretary(), now=NOW)
    shut(parts.place, "agreement", parts.clause_id)

    year = page("agenda/2020/")

    assert f"Gesprek over {INSTEAD}" in year
    assert HEADING not in year


def test_somebody_of_another_municipality_reads_no_more_of_it_than_everybody(parts):
    shut(parts.place, "agreement", parts.clause_id)
    elsewhere = make_municipality(code="GM9002", slug="gm9002")
    party = make_party(code="corporatie-elders", municipality=elsewhere)
    reader = sign_in(Client(), make_actor("controller", party=party, municipality=elsewhere))

    for path in (
        "",
        "afspraken/",
        "over/",
        "sitemap.xml",
        "catalogus.jsonld",
        "agenda.ics",
        "zoeken/?q=loket",
    ):
        signed_in, anybody = (one.get(f"{SITE}/{path}") for one in (reader, Client()))
        assert signed_in.content == anybody.content, path
        assert signed_in.headers.get("ETag") == anybody.headers.get("ETag"), path
    for path in (
        "afspraken/",
        "afspraken/2.2/",
        "zoeken/?q=loket",
        "afspraken/99.9/",
        "overleggen/",
    ):
        answer = reader.get(f"/gm9001/{path}")
        assert answer.status_code == 404, path
        assert HEADING not in answer.content.decode(), path
