"""The pages on which the steward shuts one agreement or one decision, and is told where else it stands."""

import re

import pytest
from django.test import Client

from drieluik.apps.publication.models import Openness
from tests.factories.organisations import make_actor, make_party, sign_in
from tests.factories.publication import shut, steward
from tests.factories.shut_parts import lay_parts
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
BASE = "/gm9001/openbaarheid"


@pytest.fixture(scope="module")
def parts(django_db_setup, django_db_blocker):
    with world(django_db_blocker):
        yield lay_parts()


@pytest.fixture
def pages(parts):
    return sign_in(Client(), steward(parts.place))


def words(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def warned_of(text: str, heading: str) -> list[str]:
    """The names in the list of a notice; none when the notice is not there."""
    if heading not in text:
        return []
    listed = text.split(heading)[1].split("<ul>")[1].split("</ul>")[0]
    return re.findall(r"<li><a [^>]*>([^<]*)</a>", listed)


def test_parts_stand_in_the_list_when_they_are_asked_for_or_shut(parts, pages):
    assert "Afspraak 2.2 Eén loket" not in words(pages, f"{BASE}/")
    assert "Afspraak 2.2 Eén loket" in words(pages, f"{BASE}/?kind=agreement")
    assert "Proef met zonnepanelen" in words(pages, f"{BASE}/?kind=decision")

    shut(parts.place, "agreement", parts.clause_id)

    assert "Afspraak 2.2 Eén loket" in words(pages, f"{BASE}/")
    assert "Afspraak 1.1" not in words(pages, f"{BASE}/")


def test_pages_lead_to_it(parts, pages):
    address = f"{BASE}/agreement/{parts.clause_id}/"

    assert address in words(pages, "/gm9001/afspraken/2.2/")
    assert f"{BASE}/?kind=agreement" in words(pages, f"{BASE}/agreements/1/")
    assert f"{BASE}/?kind=decision" in words(pages, f"{BASE}/decisions/{parts.decided_in}/")


def test_the_steward_shuts_it_and_sees_the_line_that_stands_there(parts, pages):
    address = f"{BASE}/agreement/{parts.clause_id}/"
    form = {"audience": "partners", "ground": "privacy", "reason": "Op verzoek.", "seen": 0}

    answer = pages.post(address, form, follow=True).content.decode()

    assert "Deze afspraak is niet openbaar: privacy van personen (Woo, artikel 5.1)." in answer
    assert "Dat maar één partij dit mag lezen, kunt u niet kiezen" in answer
    assert Openness.objects.get(kind="agreement").key == str(parts.clause_id)
    assert pages.get(f"{address}bekijken/").headers["Location"] == address


def test_without_a_ground_nothing_is_recorded(parts, pages):
    form = {"audience": "partners", "reason": "Zo maar.", "seen": 0}

    answer = pages.post(f"{BASE}/decision/{parts.decision_id}/", form)

    assert answer.status_code == 400
    assert "Kies een grond." in answer.content.decode()
    assert not Openness.objects.filter(kind="decision").exists()


def test_before_shutting_the_steward_is_told_where_else_it_stands(parts, pages):
    text = words(pages, f"{BASE}/agreement/{parts.clause_id}/")

    report, decision = warned_of(text, "Dit staat ook ergens anders")
    assert "oondebat" in report
    assert decision.startswith("Besluit 1, Bestuurlijk Overleg van 12 maart 2020")


def test_what_is_shut_already_is_no_longer_warned_of(parts, pages):
    shut(parts.place, "report", parts.report_id)
    shut(parts.place, "decision", parts.changing_id)

    text = words(pages, f"{BASE}/agreement/{parts.clause_id}/")

    assert warned_of(text, "Dit staat ook ergens anders") == []


def test_before_opening_a_report_the_steward_is_told_what_it_tells(parts, pages):
    shut(parts.place, "report", parts.report_id)
    address = f"{BASE}/report/{parts.report_id}/"
    assert warned_of(words(pages, address), "In dit rapport staat iets dat niet openbaar is") == []

    shut(parts.place, "agreement", parts.clause_id)

    text = words(pages, address)
    assert warned_of(text, "In dit rapport staat iets dat niet openbaar is") == [
        "Afspraak 2.2 Eén loket"
    ]


@pytest.mark.parametrize("kind", ["agreement", "decision"])
def test_the_parties_read_it_all_the_same_and_cannot_change_it(parts, kind):
    shut(parts.place, "agreement", parts.clause_id)
    shut(parts.place, "decision", parts.decision_id)
    party = make_party(code="huurders-a", kind="tenants", municipality=parts.place)
    tenants = sign_in(Client(), make_actor("delegate", party=party))
    key = {"agreement": parts.clause_id, "decision": parts.decision_id}[kind]

    text = words(tenants, f"{BASE}/{kind}/{key}/")

    assert "Alleen de gegevensbeheerder van de gemeente" in text
    assert 'name="audience"' not in text
    assert "KANARIE-AFSPRAAK" in words(tenants, "/gm9001/afspraken/2.2/")
    assert "KANARIE-BESLUIT" in words(
        tenants, f"/gm9001/overleggen/{parts.decided_in}/besluitenlijst/"
    )
