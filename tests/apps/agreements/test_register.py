"""The register as recorded: whole, fixed, and readable by day and by knowledge."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from drieluik.apps.agreements import selectors
from drieluik.apps.agreements.focus import list_focus_projects
from drieluik.apps.agreements.models import (
    Clause,
    ClauseText,
    Register,
    RegisterVersion,
    SectionText,
)
from drieluik.apps.agreements.services import load_register
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.selectors import verify_chain
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.searching import read_query
from drieluik.example.register import agreements_document
from tests.factories.agreements import NOW, make_outline, make_register
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db


def _later_version(register: Register, *, in_force_from: date, recorded_at: datetime, text: str):
    """Write a version that changes the words of 1.1, as a later decision will do."""
    number = register.versions.count() + 1
    version = RegisterVersion.objects.create(
        register=register,
        number=number,
        in_force_from=in_force_from,
        recorded_at=recorded_at,
        reason=RegisterVersion.Reason.DECISION,
        content_hash=str(number),
    )
    section = SectionText.objects.create(
        version=version, position=0, theme_number="1", theme_title="Samen werken"
    )
    ClauseText.objects.create(
        version=version,
        clause=Clause.objects.filter(texts__number="1.1").distinct().get(),
        section_text=section,
        position=0,
        number="1.1",
        heading="Overleg",
        text=text,
        content_hash=text,
    )


def test_the_register_keeps_themes_sections_and_words_in_order():
    clauses = make_register()

    register = selectors.get_register(make_municipality().id)

    assert [theme.title for theme in register.themes] == ["Samen werken", "Betaalbaar wonen"]
    assert [row.number for row in register.clauses] == ["1.1", "2.1", "2.2"]
    assert register.themes[1].sections[0].goal == "Genoeg betaalbare woningen."
    assert clauses["2.2"].section_letter == "A"
    assert register.version.number == 1


def test_recording_is_audited_and_the_chain_holds():
    make_register()

    assert AuditEvent.objects.filter(name="register.recorded").count() == 1
    assert AuditEvent.objects.filter(name="bindings.set").count() == 3
    assert verify_chain().intact


def test_a_second_first_version_is_refused_without_a_trace():
    make_register()
    before = AuditEvent.objects.count()

    with pytest.raises(WrongState):
        make_register()

    assert RegisterVersion.objects.count() == 1
    assert AuditEvent.objects.count() == before


def test_an_outline_with_double_numbers_is_refused_without_a_trace():
    outline = make_outline()
    outline["themes"][1]["sections"][0]["agreements"][0]["number"] = "1.1"

    with pytest.raises(WrongState, match=r"1\.1"):
        make_register(outline=outline)

    assert not Register.objects.exists()


def test_a_party_that_takes_no_part_here_cannot_be_bound():
    outline = make_outline()
    outline["themes"][0]["sections"][0]["agreements"][0]["bound"] = ["onbekend"]

    with pytest.raises(WrongState, match="onbekend"):
        make_register(outline=outline)


def test_the_words_of_a_day_are_those_of_the_version_in_force():
    place = make_municipality()
    make_register(place)
    _later_version(
        Register.objects.get(),
        in_force_from=date(2021, 1, 1),
        recorded_at=NOW + timedelta(days=300),
        text="Nieuw.",
    )

    before = selectors.find_clause(place.id, "1.1", on=date(2020, 12, 31))
    after = selectors.find_clause(place.id, "1.1", on=date(2021, 1, 1))

    assert before is not None
    assert before.text.startswith("Partijen spreken")
    assert after is not None
    assert after.text == "Nieuw."
    assert before.clause_id == after.clause_id


def test_a_correction_recorded_later_is_not_known_earlier():
    place = make_municipality()
    make_register(place)
    corrected_at = NOW + timedelta(days=30)
    _later_version(
        Register.objects.get(),
        in_force_from=date(2020, 1, 1),
        recorded_at=corrected_at,
        text="Verbeterd.",
    )
    day = date(2020, 6, 1)

    known_then = selectors.find_clause(place.id, "1.1", day, corrected_at - timedelta(seconds=1))
    known_now = selectors.find_clause(place.id, "1.1", day)

    assert known_then is not None
    assert known_then.text.startswith("Partijen spreken")
    assert known_now is not None
    assert known_now.text == "Verbeterd."
    assert selectors.find_register(place.id, date(2019, 12, 31)) is None
    assert len(selectors.list_clause_versions(known_now.clause_id)) == 2


@pytest.mark.parametrize("model", [RegisterVersion, SectionText, ClauseText])
def test_recorded_texts_cannot_be_changed_or_deleted(model):
    make_register()
    row = model.objects.first()

    with pytest.raises(TypeError, match="kept for ever"):
        row.save()
    with pytest.raises(TypeError, match="kept for ever"):
        row.delete()
    with pytest.raises(TypeError, match="kept for ever"):
        model.objects.all().delete()
    with pytest.raises(TypeError, match="kept for ever"):
        model.objects.update(id=1)


@pytest.mark.parametrize("model", [RegisterVersion, SectionText, ClauseText])
def test_the_database_itself_refuses_to_change_recorded_texts(model):
    make_register()
    table = model._meta.db_table

    with (
        pytest.raises(DatabaseError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {table} SET id = id")


def test_a_register_with_versions_cannot_be_deleted():
    make_register()

    with pytest.raises(ProtectedError):
        Register.objects.get().delete()


def _searched(place, typed):
    return selectors.search_clauses(selectors.list_clauses(place.id), read_query(typed))


def test_search_minds_no_capitals_and_no_accents_and_marks_what_it_found():
    place = make_municipality()
    make_register(place)

    hits = _searched(place, '"een LOKET"')

    assert [hit.clause.number for hit in hits] == ["2.2"]
    assert hits[0].heading_parts == (("Eén loket", True),)
    assert _searched(place, "loket kasteel") == ()
    assert _searched(place, "  ") == ()


def test_a_search_on_the_page_is_as_known_on_the_chosen_day(client):
    place = make_municipality()
    make_register(place)
    _later_version(
        Register.objects.get(),
        in_force_from=date(2020, 1, 1),
        recorded_at=NOW + timedelta(days=30),
        text="Verbeterd.",
    )
    sign_in(client, make_actor("reader", party=make_party(), municipality=place))

    def _n_hits(**choice: str) -> int:
        return len(client.get("/gm9001/afspraken/", choice).context["hits"])

    then = {"op": "2020-06-01", "bekend": "2020-01-20"}
    assert (_n_hits(zoek="spreken", **then), _n_hits(zoek="verbeterd", **then)) == (1, 0)
    assert (_n_hits(zoek="spreken"), _n_hits(zoek="verbeterd")) == (0, 1)


def test_a_number_that_is_searched_for_comes_first():
    place = make_municipality()
    outline = make_outline()
    outline["themes"][0]["sections"][0]["agreements"][0]["text"] = "Zie 2.2, en nog eens 2.2."
    make_register(place, outline=outline)

    hits = _searched(place, "2.2")

    assert [hit.clause.number for hit in hits] == ["2.2", "1.1"]


def test_a_name_of_a_person_who_leads_is_not_recorded():
    place = make_municipality()
    make_register(place)

    (project,) = list_focus_projects(place.id)

    assert project.leads == "Corporatie A"
    assert "Geheim" not in repr(project)
    assert project.year == 2020
    assert project.theme_number == "2"
    assert project.actions[0].quarters == ("2020-Q1",)
    assert project.actions[1].quarters == ()
    assert project.actions[1].when == "doorlopend"


def test_only_the_set_up_loads_a_register_without_confirmation():
    place = make_municipality()
    party = make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place)

    for actor in (make_actor("steward", party=party), make_actor("administrator", party=party)):
        with pytest.raises(NotAllowed):
            load_register(
                municipality_id=place.id,
                outline=make_outline(),
                in_force_from=date(2020, 1, 1),
                source="Verzonnen voorbeeld",
                actor=actor,
                now=datetime(2020, 1, 2, tzinfo=UTC),
            )

    assert selectors.find_register(place.id) is None


def test_the_example_register_loads_whole_with_its_parties():
    place = make_municipality(code="GM0153", slug="enschede")
    outline = agreements_document()
    for code in outline["parties"]:
        make_party(code=code, municipality=place)

    recorded = load_register(
        municipality_id=place.id,
        outline=outline,
        in_force_from=date(2020, 1, 1),
        source=outline["source"],
        actor=SYSTEM,
        now=datetime(2020, 1, 2, tzinfo=UTC),
    )

    assert len(recorded.clause_ids) == 53
    assert len(selectors.get_register(place.id).themes) == 10
    assert len(list_focus_projects(place.id, 2020)) == 4
    bound = selectors.list_bindings(recorded.clause_ids["3.8"])
    assert "corporation" in {row.party_kind for row in bound}
