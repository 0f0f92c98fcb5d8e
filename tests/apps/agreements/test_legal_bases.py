"""On what the agreements rest: two times, coded reasons, corrections, and everywhere it is shown."""

import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from docx import Document

from drieluik.apps.agreements.bases import bases_on, basis_of, list_bases
from drieluik.apps.agreements.exchange.checking import faults_in
from drieluik.apps.agreements.exchange.form import RegisterFile
from drieluik.apps.agreements.exchange.writing import register_json
from drieluik.apps.agreements.models import LegalBasis
from drieluik.apps.agreements.services import (
    NewBasis,
    close_year,
    correct_basis,
    record_basis,
)
from drieluik.apps.errors import NotAllowed, WrongState
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.proposals import delegate, recorder
from tests.factories.tagged_pdf import Heard

pytestmark = pytest.mark.django_db
VISION = NewBasis("Woonvisie", "Woningwet art. 42", date(2020, 1, 1), "first", "")
PROGRAMME = NewBasis(
    "Volkshuisvestingsprogramma",
    "",
    date(2026, 7, 1),
    "law",
    "Wet versterking regie volkshuisvesting",
)
JUNE_2026 = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
API = "/api/v1/gemeenten/gm9001/grondslagen"


@pytest.fixture
def clauses():
    return make_register()


def _record(basis, now=NOW, actor=None):
    place = make_municipality().id
    return record_basis(municipality_id=place, basis=basis, actor=actor or recorder(), now=now)


def _name(on, known_at=None, clause=None):
    found = bases_on(make_municipality().id, on, known_at)
    row = basis_of(found, clause.clause_id) if clause else found.get(None)
    return row.name if row else None


def _address(name, *args):
    return reverse(f"agreements:{name}", args=[make_municipality().slug, *args])


def test_a_basis_is_in_force_on_a_day_as_known_at_a_moment(clauses):
    _record(VISION)
    _record(PROGRAMME, JUNE_2026)

    assert _name(date(2019, 12, 31)) is None
    assert _name(date(2026, 6, 30)) == "Woonvisie"
    assert _name(date(2026, 7, 1)) == "Volkshuisvestingsprogramma"
    assert _name(date(2026, 7, 1), JUNE_2026 - timedelta(days=1)) == "Woonvisie"
    assert _name(date(2026, 7, 1), NOW - timedelta(days=1)) is None


def test_an_agreement_can_have_a_basis_of_its_own_that_may_fall_away(clauses):
    _record(VISION)
    own = NewBasis(
        "Coalitieakkoord", "", date(2020, 2, 1), "council", "Raad", clauses["2.1"].clause_id
    )
    _record(own)
    gone = NewBasis("", "", date(2021, 1, 1), "evaluation", "Evaluatie", clauses["2.1"].clause_id)
    _record(gone)

    assert _name(date(2020, 3, 1), clause=clauses["2.1"]) == "Coalitieakkoord"
    assert _name(date(2020, 3, 1), clause=clauses["1.1"]) == "Woonvisie"
    assert _name(date(2021, 3, 1), clause=clauses["2.1"]) == ""


def test_a_correction_is_new_knowledge_and_the_mistake_stays_readable(clauses):
    wrong = _record(VISION)
    later = NOW + timedelta(days=5)
    right = NewBasis("Woonvisie 2019", "", date(2020, 1, 1), "", "Verkeerde titel overgenomen.")

    correct_basis(
        municipality_id=make_municipality().id,
        basis_id=wrong,
        basis=right,
        actor=recorder(),
        now=later,
    )

    assert _name(date(2020, 3, 1)) == "Woonvisie 2019"
    assert _name(date(2020, 3, 1), NOW + timedelta(days=1)) == "Woonvisie"
    assert [row.reason for row in list_bases(make_municipality().id)] == ["first", "correction"]
    with pytest.raises(WrongState):
        correct_basis(
            municipality_id=make_municipality().id,
            basis_id=wrong,
            basis=right,
            actor=recorder(),
            now=later,
        )


@pytest.mark.parametrize(
    "basis",
    [
        NewBasis("", "", date(2020, 1, 1), "first", ""),
        NewBasis("Iets", "", date(2020, 1, 1), "law", " "),
    ],
)
def test_what_is_not_told_is_not_recorded(clauses, basis):
    with pytest.raises(WrongState):
        _record(basis)

    assert not LegalBasis.objects.exists()


def test_from_one_day_there_is_one_basis_and_a_second_beginning_says_why(clauses):
    _record(VISION)

    with pytest.raises(WrongState, match="al een grondslag"):
        _record(VISION)
    with pytest.raises(WrongState, match="waardoor"):
        _record(NewBasis("Anders", "", date(2020, 5, 1), "first", ""))


def test_a_closed_year_stays_as_it_was(clauses):
    steward = make_actor("steward", party=make_party(code="gemeente-voorbeeld"))
    wrong = _record(VISION)
    now = datetime(2022, 1, 5, tzinfo=UTC)
    place = make_municipality().id
    close_year(municipality_id=place, year=2020, reason="Klaar.", actor=steward, now=now)

    with pytest.raises(WrongState, match="2020"):
        _record(NewBasis("X", "", date(2020, 6, 1), "law", "Wet"), now)
    moved = NewBasis("X", "", date(2021, 6, 1), "", "Verkeerde dag.")
    with pytest.raises(WrongState, match="2020"):
        correct_basis(municipality_id=place, basis_id=wrong, basis=moved, actor=recorder(), now=now)
    _record(NewBasis("X", "", date(2021, 6, 1), "law", "Wet"), now)


@pytest.mark.parametrize(
    ("role", "code", "may"),
    [
        ("editor", "gemeente-voorbeeld", True),
        ("steward", "gemeente-voorbeeld", True),
        ("reader", "gemeente-voorbeeld", False),
        ("delegate", "gemeente-voorbeeld", False),
        ("editor", "corporatie-a", False),
        ("delegate", "huurders-a", False),
    ],
)
def test_the_municipality_records_it_for_all(clauses, role, code, may):
    actor = make_actor(role, party=make_party(code=code))
    if may:
        assert _record(VISION, actor=actor)
        return
    with pytest.raises(NotAllowed):
        _record(VISION, actor=actor)


@pytest.mark.parametrize("act", ["UPDATE {t} SET name = 'x'", "DELETE FROM {t}"])
def test_the_database_itself_refuses_to_change_or_delete_it(clauses, act):
    _record(VISION)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(t=LegalBasis._meta.db_table))


def test_it_is_on_the_pages_of_register_and_agreement_and_in_the_document(client, clauses):
    _record(VISION)
    own = NewBasis(
        "Raadsbesluit", "", date(2020, 1, 1), "council", "Motie 3", clauses["2.1"].clause_id
    )
    _record(own)
    sign_in(client, delegate("huurders-a"))

    assert "Woonvisie (Woningwet art. 42)" in client.get(_address("register")).content.decode()
    assert "zoals voor alle afspraken" in client.get(_address("clause", "1.1")).content.decode()
    assert "Raadsbesluit" in client.get(_address("clause", "2.1")).content.decode()
    web = client.get(_address("document")).content.decode()
    word = Document(BytesIO(client.get(_address("document_word")).content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    pdf = Heard(client.get(_address("document_pdf")).content).text
    for text in (web, "\n".join(cells), pdf):
        assert "Woonvisie (Woningwet art. 42)" in text
        assert "Raadsbesluit" in text
    assert "Bijlage: grondslag van de afspraken" in pdf
    before = client.get(f"{_address('document_pdf')}?bekend=2019-12-31")
    assert before.status_code == 404


def test_the_page_shows_both_times_and_everything_that_was_recorded(client, clauses):
    _record(VISION)
    _record(PROGRAMME, JUNE_2026)
    sign_in(client, delegate("huurders-a"))

    page = client.get(f"{_address('bases')}?op=2026-08-01&bekend=2026-05-01")

    assert [row.name for _clause, row in page.context["now"]] == ["Woonvisie"]
    assert "Wijziging van de wet" in page.content.decode()
    assert _address("basis_record") not in page.content.decode()


def test_all_that_is_wrong_in_the_form_is_said_at_once(client, clauses):
    sign_in(client, recorder())
    _record(VISION)
    page = f"{_address('basis_record')}?afspraak=2.1"

    assert client.get(page).context["form"].initial["clause"] == str(clauses["2.1"].clause_id)
    both = {"name": "X", "lapses": "on", "reason": "law", "in_force_from": "32-13-2020"}
    assert set(client.post(page, both).context["form"].errors) == {
        "name", "explanation", "in_force_from",
    }  # fmt: skip
    again = {"name": "X", "reason": "law", "explanation": "Wet", "in_force_from": "2020-01-01"}
    assert "al een grondslag" in client.post(page, again).content.decode()
    done = client.post(page, again | {"in_force_from": "2020-02-01"}, follow=True)
    assert "De grondslag is vastgelegd." in done.content.decode()
    row = list_bases(make_municipality().id)[-1]
    fix = _address("basis_correct", row.basis_id)
    assert client.get(fix).context["form"].initial["name"] == "X"
    assert set(client.post(fix, {"name": ""}).context["form"].errors) == {
        "name", "explanation", "in_force_from",
    }  # fmt: skip
    right = {"name": "Y", "in_force_from": "2020-02-01", "explanation": "Typefout."}
    assert "Het herstel is vastgelegd." in client.post(fix, right, follow=True).content.decode()
    assert client.get(_address("basis_correct", 99_999)).status_code == 404


def test_by_programme(client, clauses):
    sign_in(client, recorder())
    first = {"grondslag": "Woonvisie", "geldig_vanaf": "2020-01-01"}

    wrong = client.post(API, {"geldig_vanaf": "2020-01-01", "reden": "law"})
    done = client.post(API, first)
    own = client.post(API, first | {"afspraak": str(clauses["2.1"].clause_id)})
    number = done.json()[0]["id"]
    fix = {"grondslag": "Visie", "geldig_vanaf": "2020-01-01", "toelichting": "Typefout."}
    fixed = client.post(f"{API}/{number}/herstel", fix)

    assert wrong.status_code == 400
    assert {"grondslag", "toelichting"} <= set(json.dumps(wrong.json()).replace('"', " ").split())
    assert (done.status_code, own.status_code, fixed.status_code) == (201, 201, 201)
    assert [row["grondslag"] for row in client.get(API).json()] == ["Woonvisie", "Visie"]
    assert len(client.get(f"{API}?alles=true").json()) == 3
    assert client.get(f"{API}?op=2019-01-01").json() == []
    sign_in(client, delegate("huurders-a"))
    assert client.post(API, first).status_code == 403
    assert client.get(API).status_code == 200


def test_a_register_file_carries_the_bases_and_names_every_fault_in_them(clauses):
    wrong = _record(VISION)
    right = NewBasis("Visie", "", date(2020, 1, 1), "", "Typefout.")
    correct_basis(
        municipality_id=make_municipality().id,
        basis_id=wrong,
        basis=right,
        actor=recorder(),
        now=NOW,
    )
    whole = json.loads(register_json(make_municipality().id))

    assert [one["corrects"] for one in whole["legal_bases"]] == [None, 1]
    assert [one["name"] for one in whole["legal_bases"]] == ["Woonvisie", "Visie"]

    assert faults_in(RegisterFile.model_validate_json(json.dumps(whole)), now=JUNE_2026) == []
    first, second = whole["legal_bases"]
    first |= {"agreement": "00000000-0000-4000-8000-000000000000", "reason": "law"}
    second |= {"corrects": 2, "recorded_at": "2019-01-01T00:00:00Z"}
    faults = faults_in(RegisterFile.model_validate_json(json.dumps(whole)), now=JUNE_2026)
    assert {fault.path for fault in faults} == {
        "$.legal_bases[0].agreement",
        "$.legal_bases[0].explanation",
        "$.legal_bases[1].corrects",
        "$.legal_bases[1].recorded_at",
    }
