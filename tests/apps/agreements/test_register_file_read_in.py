"""A register file read in elsewhere is the same register; a wrong file is refused as a whole."""

import json
from copy import deepcopy
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drieluik.apps.agreements import selectors, services
from drieluik.apps.agreements.bases import bases_on
from drieluik.apps.agreements.exchange.writing import register_json
from drieluik.apps.agreements.lineage import ties_of_clause
from drieluik.apps.agreements.models import Clause, FocusProject, Register, RegisterVersion
from drieluik.apps.agreements.parties_on import bindings_on
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.sets import set_of_version
from drieluik.apps.agreements.versions import versions_behind, words_with_source
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.cli import main
from drieluik.core.amendments.edits.edit import RepealClause
from tests.factories.agreements import NOW, make_parties, make_register
from tests.factories.histories import adopted, corrected, full_history
from tests.factories.organisations import make_municipality
from tests.factories.proposals import change_words, recorder

pytestmark = pytest.mark.django_db

_LATER = NOW + timedelta(days=400)


def _file_of(make):
    """The file of a register that is then no longer here, as in another installation."""
    with transaction.atomic():
        place = make_municipality()
        make(place)
        written = register_json(place.id)
        transaction.set_rollback(True)
    return json.loads(written)


@pytest.fixture(scope="module")
def full_file(django_db_setup, django_db_blocker):
    """The file of a register in which all that can happen did happen."""
    with django_db_blocker.unblock():
        return _file_of(full_history)


def _empty(code="GM9002"):
    place = make_municipality(code=code)
    make_parties(place)
    return place


def _read_in(content, place, actor=SYSTEM):
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return services.import_whole_register(
        municipality_id=place.id, content=raw, actor=actor, now=_LATER
    )


def _content(place):
    return json.loads(register_json(place.id))


def test_a_register_with_all_that_can_happen_comes_back_as_it_was(full_file):
    file, place = deepcopy(full_file), _empty()

    n_versions = _read_in(file, place)

    again = _content(place)
    assert again.pop("municipality") == {"code": "GM9002", "name": "Gemeente GM9002"}
    assert file.pop("municipality")["code"] == "GM9001"
    assert again == file
    assert n_versions == len(file["versions"]) > 5
    assert {one["departure"] for one in file["versions"][2]["departed"]} == {"merged"}
    assert [one["carried_from"] is not None for one in file["focus_projects"]] == [False, True]
    assert file["focus_projects"][0]["actions"][0]["moves"]


def test_the_register_that_was_read_in_answers_and_grows_as_any_other(full_file):
    file, place = deepcopy(full_file), _empty()
    _read_in(file, place)

    words = {row.number: row.text for row in selectors.list_clauses(place.id)}
    assert words == {"1.1": "Elke week.", "2.3": "Alles in één afspraak."}
    known = NOW + timedelta(days=29)
    before = selectors.list_clauses(place.id, date(2020, 2, 15), known)
    assert before[0].text == "Elke maand."
    clause = selectors.list_clauses(place.id)[1]
    adopted(change_words(clause, "Een volgend besluit."), day=60, place=place)
    assert selectors.list_clauses(place.id)[1].text == "Een volgend besluit."


def test_every_day_and_moment_answers_as_where_it_came_from():
    with transaction.atomic():
        first = make_municipality()
        full_history(first)
        before, file = _answers(first), _content(first)
        transaction.set_rollback(True)
    place = _empty()

    _read_in(file, place)

    assert _answers(place) == before


def _answers(place):
    """Texts, links, parties, bases and the source of every word, on all days as known at all times."""
    days = [date(2020, 1, 1) + timedelta(days=10 * n) for n in range(10)]
    moments = [NOW + timedelta(days=10 * n) for n in range(8)]
    return [_answer(place.id, on, known) for on in days for known in (*moments, None)]


def _answer(place_id, on, known):
    def told(row):
        return row.number, row.in_force_from, row.decision_name, row.decided_on, row.explanation

    rows = selectors.list_clauses(place_id, on, known)
    sourced = [words_with_source(place_id, row.clause_id, on, known) for row in rows]
    number = rows[0].version_number if rows else 1
    behind = versions_behind(place_id, number, known) if rows else {}
    return (
        rows,
        [[(text, told(row)) for text, row in (*one.heading, *one.spans)] for one in sourced],
        {clause_id: told(row) for clause_id, row in behind.items()},
        [ties_of_clause(place_id, row.clause_id) for row in rows],
        {
            (one.clause_id, one.party_code, one.kind, one.reason)
            for one in bindings_on(place_id, on, known)
        },
        [(clause_id, row.told) for clause_id, row in bases_on(place_id, on, known).items()],
    )


def test_reading_in_leaves_one_event(full_file):
    file, place = deepcopy(full_file), _empty()
    _read_in(file, place)

    event = AuditEvent.objects.get(name="register.imported")
    assert event.subject_id == str(Register.objects.get(municipality=place).id)
    assert (event.facts["from"], event.facts["n_versions"]) == ("GM9001", len(file["versions"]))


@settings(
    max_examples=6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(("change", "repeal", "correct")), st.integers(0, 5)),
        max_size=4,
    )
)
@pytest.mark.slow
def test_any_register_comes_back_as_it_was(acts):
    def grown(place):
        make_register(place)
        for step, (act, pick) in enumerate(acts, start=1):
            _take(act, pick, step, place)

    with transaction.atomic():
        file, place = _file_of(grown), _empty()
        _read_in(file, place)
        again = _content(place)
        transaction.set_rollback(True)
    assert again | {"municipality": file["municipality"]} == file


def _take(act, pick, step, place):
    rows = selectors.list_clauses(place.id)
    clause = rows[pick % len(rows)]
    if act == "correct":
        line = selectors.known_versions(place.id).order_by("number")
        version = line[pick % len(line)]
        wrong = set_of_version(version).clauses[0]
        corrected(place, version.number, wrong.id, f"Hersteld {step}.", step)
    elif act == "change" or len(rows) == 1:
        adopted(change_words(clause, f"Besluit {step}.\n\n- é"), day=step, place=place)
    else:
        edit = ProposedEdit(RepealClause(str(uuid4()), str(clause.clause_id)))
        adopted(edit, day=step, place=place)


def _nothing_kept(place):
    return not (
        Register.objects.filter(municipality=place).exists()
        or RegisterVersion.objects.exists()
        or Clause.objects.exists()
        or FocusProject.objects.exists()
        or AuditEvent.objects.filter(name="register.imported").exists()
    )


def _set(*steps_and_value):
    *steps, last, value = steps_and_value

    def change(content):
        for step in steps:
            content = content[step]
        content[last] = value

    return change


def _repeat(*steps):
    def change(content):
        for step in steps:
            content = content[step]
        content.append(content[0])

    return change


def _in_a_circle(content):
    version = content["versions"][2]
    first, other = version["departed"][0], version["sections"][0]["agreements"][0]["id"]
    version["departed"] = [
        {**first, "successors": [other]},
        {**first, "id": other, "successors": [first["id"]]},
    ]


_NOBODY = str(UUID(int=7))
_CLAUSE = ("versions", 0, "sections", 0, "agreements", 0)
_FIRST = "$.versions[0].sections[0].agreements[0]"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_set("format", "iets-anders"), "$.format: Dit is niet een van de bekende woorden"),
        (_set("versions", []), "$.versions: Dit mag niet leeg zijn."),
        (_set("extra", 1), "$.extra: Deze naam is hier niet bekend."),
        (_set("title", None), "$.title: Dit moet tekst zijn."),
        (_set("title", "a\x00b"), "$.title: Deze tekst bevat een teken dat niet te bewaren is."),
        (_set("versions", 0, "in_force_from", "1-1-2020"), "$.versions[0].in_force_from: Dit is geen dag"),
        (_set("versions", 0, "recorded_at", "gisteren"), "$.versions[0].recorded_at: Dit is geen tijdstip"),
        (_set("versions", 0, "recorded_at", "2020-01-01T00:00:00"), "$.versions[0].recorded_at: Bij dit tijdstip ontbreekt de tijdzone."),
        (_set("versions", 0, "recorded_at", "2031-01-01T00:00:00Z"), "$.versions[0].recorded_at: Dit ligt in de toekomst."),
        (_set("versions", 1, "recorded_at", "2019-01-01T00:00:00Z"), "$.versions[1].recorded_at: Dit ligt vóór de versie erboven."),
        (_set("versions", 1, "number", 7), "$.versions[1].number: Versies tellen door vanaf 1: hier hoort 2."),
        (_set("versions", 0, "number", 2**40), "$.versions[0].number: Dit getal is te groot."),
        (_set("versions", 3, "corrects", None), "$.versions[3].corrects: Een herstel noemt de versie"),
        (_set("versions", 3, "corrects", 4), "$.versions[3].corrects: Er is geen eerdere versie"),
        (_set("versions", 3, "corrects", 1), "$.versions[3].corrects: Een herstel geldt vanaf dezelfde dag"),
        (_set("versions", 3, "explanation", ""), "$.versions[3].explanation: Een herstel noemt de reden."),
        (_set(*_CLAUSE, "text", "Iets anders."), "$.versions[0].content_hash: De teksten van deze versie"),
        (_set(*_CLAUSE, "text", "a" * 100_001), f"{_FIRST}.text: Dit is langer dan 100000 tekens."),
        (_set(*_CLAUSE, "text", "a\n" * 2_000), f"{_FIRST}.text: Deze tekst heeft meer dan 2000 regels."),
        (_set(*_CLAUSE, "id", "geen"), f"{_FIRST}.id: Dit is geen kenmerk (UUID)."),
        (_set(*_CLAUSE, "number", "versies"), f"{_FIRST}.number: Dit is niet te gebruiken als nummer."),
        (_set(*_CLAUSE, "number", "1" * 21), f"{_FIRST}.number: Dit is langer dan 20 tekens."),
        (_set(*_CLAUSE, "predecessors", [_NOBODY]), f"{_FIRST}.predecessors[0]: Deze andere afspraak"),
        (_repeat("versions", 0, "sections"), "$.versions[0].sections[2].id: Dit staat al bij $.versions[0].sections[0].id."),
        (_repeat("versions", 0, "sections", 0, "agreements"), "agreements[1].number: Dit staat al bij"),
        (_repeat("versions", 2, "departed"), "$.versions[2].departed[1].id: Dit staat al bij"),
        (_set("versions", 2, "departed", 0, "id", _NOBODY), "$.versions[2].departed[0].id: Alleen een afspraak uit"),
        (_set("versions", 2, "departed", 0, "successors", [_NOBODY]), "$.versions[2].departed[0].successors[0]: Deze andere"),
        (_in_a_circle, "$.versions[2].departed[0].successors: Dit gaat in een kring rond"),
        (_set("bindings", 0, "agreement", _NOBODY), "$.bindings[0].agreement: Deze andere afspraak"),
        (_set("bindings", 0, "party", "vreemd"), "$.bindings[0].party: De partij vreemd doet niet mee"),
        (_set("bindings", 0, "kind", "not_party"), "$.bindings[0].reason: Schrijf op"),
        (_set("bindings", 0, "ended_at", "2019-01-01T00:00:00Z"), "$.bindings[0].ended_at: Dit eindigt voordat"),
        (_set("focus_projects", 0, "version", 99), "$.focus_projects[0].version: Er is in dit bestand geen"),
        (_set("focus_projects", 0, "actions", 0, "quarters", ["lente"]), "quarters[0]: Dit is geen kwartaal"),
        (_set("focus_projects", 0, "actions", 0, "moves", 0, "to_year", 2019), "moves[0].to_year: Dit moet een later jaar zijn."),
        (_set("focus_projects", 1, "carried_from", "project", _NOBODY), "carried_from.project: Een speerpunt gaat verder"),
        (_set("focus_projects", 1, "carried_from", "actions", [[1, 9]]), "carried_from.actions[0]: Er is geen actie"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place_and_nothing_is_kept(change, fault, full_file):
    file, place = deepcopy(full_file), _empty()
    change(file)

    with pytest.raises(WrongState) as refused:
        _read_in(file, place)

    assert fault in str(refused.value)
    assert _nothing_kept(place)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b'{"title": "\\ud800"}', b"[" * 100_000, b"[]", b"PK\x03\x04"],
)
def test_what_is_no_register_file_is_refused(content):
    place = _empty()

    with pytest.raises(WrongState, match=r"^\$"):
        _read_in(content, place)

    assert _nothing_kept(place)


def test_all_faults_are_told_at_once_each_on_its_line(full_file):
    file, place = deepcopy(full_file), _empty()
    file["bindings"][0]["party"] = "vreemd"
    file["versions"][4]["number"] = 7
    file["versions"][3]["explanation"] = ""

    with pytest.raises(WrongState) as refused:
        _read_in(file, place)

    assert [line.partition(":")[0] for line in str(refused.value).split("\n")] == [
        "$.versions[3].explanation",
        "$.versions[4].number",
        "$.bindings[0].party",
    ]


def test_a_municipality_with_a_register_keeps_its_own(full_file):
    file, place = deepcopy(full_file), make_municipality(code="GM9002")
    make_register(place)
    before = _content(place)

    with pytest.raises(WrongState, match="al een register"):
        _read_in(file, place)

    assert _content(place) == before


def test_agreements_that_are_here_already_are_not_taken_twice():
    first, second = make_municipality(), _empty()
    full_history(first)

    with pytest.raises(WrongState, match="3 afspraken uit dit bestand staan hier al"):
        _read_in(_content(first), second)

    assert not Register.objects.filter(municipality=second).exists()


def test_only_the_set_up_reads_a_register_in(full_file):
    file, place = deepcopy(full_file), _empty()

    with pytest.raises(NotAllowed):
        _read_in(file, place, actor=recorder())

    assert _nothing_kept(place)


def test_the_command_reads_in_what_the_other_command_wrote(tmp_path, full_file):
    file, place, path = deepcopy(full_file), _empty(), tmp_path / "register.json"
    path.write_text(json.dumps(file), "utf-8")
    words = ["agreements", "import", str(path), "--municipality", place.code]

    first = CliRunner().invoke(main, words)
    second = CliRunner().invoke(main, words)

    assert first.exit_code == 0
    assert f"Ingelezen bij {place.name}: het register met alle versies (" in first.output
    assert second.exit_code == 1
    assert "Er is niets ingelezen.\nDeze gemeente heeft al een register." in second.output


def test_broken_json_is_told_in_dutch_with_its_line_and_column():
    with pytest.raises(WrongState) as refused:
        _read_in(b'{\n  "title": ,\n}', _empty())

    assert str(refused.value) == "$: Dit is geen leesbare JSON (regel:kolom 2:12)."
