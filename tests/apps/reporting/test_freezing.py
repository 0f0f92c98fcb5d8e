"""A frozen report is the same to the byte, whatever is corrected, decided or written after it."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.kept_files import content_hash, place_of
from drieluik.apps.reporting import services
from drieluik.apps.reporting.models import Report, TextBlock
from drieluik.apps.reporting.selectors import (
    file_of,
    printed_of,
    snapshot_of,
)
from tests.factories.definitions import adopted, set_definition
from tests.factories.monitor import (
    accept_figures,
    calculate,
    correct_figures,
    make_norm,
    norm_text,
)
from tests.factories.organisations import make_actor, make_party
from tests.factories.reports import (
    AFTER,
    BEGUN,
    FROZEN,
    ask_to_freeze,
    begin,
    freeze,
    make_steward,
    place_with_figures,
    write,
    writer,
)
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def frozen(django_db_setup, django_db_blocker):
    """A report for the council, frozen with the texts of three sides."""
    with world(django_db_blocker):
        place = place_with_figures()
        report = begin(place, "woondebat", audience="open")
        write(report, writer("gemeente-voorbeeld", "municipality", place), "Wij vragen aandacht.")
        write(report, writer("corporatie-a", "corporation", place), "Wij doen wat wij kunnen.")
        write(
            report,
            writer("huurders-a", "tenants", place, "delegate"),
            "Wij merken het:\n- A;\n- B.",
        )
        freeze(report)
        files = {form: file_of(report, form) for form in ("docx", "pdf")}
        files["xlsx"] = file_of(report, "xlsx")
        yield place, report, files


def _signed(report):
    """What stands in a report, by whom and when."""
    return set(report.texts.values_list("party_id", "text", "written_by_id", "written_at"))


def _texts(part):
    return [(one.party, one.text) for one in part.texts]


def test_it_holds_the_texts_of_all_parties_each_under_its_own_name(frozen):
    _place, report, _files = frozen

    part = next(one for one in printed_of(report).parts if one.key == "vooraf")

    assert _texts(part) == [
        ("Corporatie a", "Wij doen wat wij kunnen."),
        ("Gemeente voorbeeld", "Wij vragen aandacht."),
        ("Huurders a", "Wij merken het:\n- A;\n- B."),
    ]
    assert {one.at for one in part.texts} == {"15 februari 2021, 11:00"}


def test_made_anew_it_is_the_same_after_corrections_norms_and_definitions(frozen):
    place, report, files = frozen
    make_party(code="corporatie-c", municipality=place)
    correct_figures(place, (1, 1), AFTER)
    make_norm(place, text=norm_text(target="hoogstens 1"), now=AFTER)
    adopted(set_definition("evictions", 1, audience="open", meaning="Anders uitgelegd."), now=AFTER)

    assert services.made_anew(report_id=report.id) == []
    assert {form: file_of(report, form) for form in ("docx", "pdf")} | {
        "xlsx": file_of(report, "xlsx")
    } == files


def test_a_later_report_does_hold_what_was_corrected(frozen):
    place, report, _files = frozen
    correct_figures(place, (1, 1), AFTER)

    later = services.begin_next_edition(
        report_id=report.id, reason="Dubbel geteld.", actor=make_steward(place), now=AFTER
    )
    freeze(later, now=AFTER + timedelta(hours=1))

    first = printed_of(later).parts[0]
    assert first.heading == "Wat er anders is dan in editie 1"
    assert "Dubbel geteld." in first.sentences[0]
    rows = {row[0]: row[1:] for row in first.tables[0].rows}
    assert rows["Licht van afspraak 2.1"] == ("Niet op koers", "Op koers")
    assert rows["Huisuitzettingen, 2020-1, alles samen"] == ("9", "3")
    assert "Vervangt editie 1: Dubbel geteld." in printed_of(later).standing
    assert _signed(later) == _signed(report)
    restated = [
        table for part in printed_of(later).parts for one in part.parts for table in one.tables
    ]
    assert any("herzien" in cell for table in restated for row in table.rows for cell in row)


def test_what_only_parties_may_see_is_not_in_a_report_for_everybody(frozen):
    _place, report, _files = frozen

    snapshot = snapshot_of(report)

    assert {row["corporatie"] for row in snapshot["held"]["cijfers"]} == {None}
    left = next(one for one in printed_of(report).parts if "niet in dit rapport" in one.heading)
    assert ("Cijfers per corporatie van: Huisuitzettingen", LEFT_OUT) in left.tables[0].rows


LEFT_OUT = "Alleen gemeente, corporaties en huurdersorganisaties zien deze."


def test_a_report_for_the_parties_does_hold_it(frozen):
    place, _report, _files = frozen
    report = freeze(begin(place))

    codes = {row["corporatie"] for row in snapshot_of(report)["held"]["cijfers"]}

    assert {"corporatie-a", "corporatie-b", None} <= codes


def test_the_figure_of_one_corporation_alone_is_not_told_as_that_of_all(frozen):
    place, _report, _files = frozen
    accept_figures(place, period="2020-2", evictions=(7, 0), now=BEGUN)
    calculate(place, "2020-2", BEGUN)

    report = freeze(begin(place, "woondebat", period="2020-2", audience="open"))

    held = snapshot_of(report)["held"]
    evictions = [row["periode"] for row in held["cijfers"] if row["indicator"] == "evictions"]
    assert "2020-1" in evictions
    assert "2020-2" not in evictions
    assert [norm["waarde"] for row in held["lichten"] for norm in row["normen"]] == [None]
    assert "niet getoond: van één corporatie" in report.snapshot


def test_the_database_refuses_every_change_of_what_was_frozen(frozen):
    _place, report, _files = frozen
    changes = [
        "snapshot = ''",
        "state = 'draft'",
        "docx_hash = 'x'",
        "kind = 'start'",
        "frozen_at = NULL",
    ]

    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE reporting_report SET {change}")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM reporting_textblock")
    block = report.texts.first()
    added = TextBlock(
        report=report,
        chapter="vooraf",
        party_id=block.party_id,
        text="Later erbij",
        written_by_id=block.written_by_id,
        written_at=AFTER,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        added.save()


def test_a_file_that_is_gone_from_the_disk_is_made_again(frozen):
    _place, report, files = frozen
    place_of("originals", report.pdf_hash).with_suffix(".pdf").unlink()

    assert file_of(report, "pdf") == files["pdf"]


def test_the_snapshot_says_so_when_somebody_changed_it(frozen):
    _place, report, _files = frozen
    read = Report.objects.get(id=report.id)
    read.snapshot = read.snapshot.replace("aandacht", "applaus")

    with pytest.raises(ValueError, match="does not hold"):
        snapshot_of(read)


def test_freezing_twice_does_no_harm(frozen):
    _place, report, _files = frozen

    assert not services.freeze(report_id=report.id, known_at=report.known_at, now=AFTER)
    assert AuditEvent.objects.filter(name="report.frozen", subject_id=str(report.id)).count() == 1


def test_a_report_can_hold_what_was_known_on_an_earlier_day(frozen):
    place, _report, _files = frozen
    correct_figures(place, (1, 1), AFTER)
    report = freeze(begin(place), known_on=FROZEN.date(), now=AFTER + timedelta(days=1))

    held = snapshot_of(report)["held"]["cijfers"]

    total = next(
        one
        for one in held
        if (one["indicator"], one["periode"], one["corporatie"]) == ("evictions", "2020-1", None)
    )
    assert total["waarde"] == 9


@pytest.mark.parametrize(("days", "words"), [(1, "dag die nog komt"), (-300, "later bekend")])
def test_a_moment_to_come_or_before_the_earlier_edition_is_refused(frozen, days, words):
    place, report, _files = frozen
    if days < 0:
        report = services.begin_next_edition(
            report_id=report.id, reason="Anders.", actor=make_steward(place), now=AFTER
        )
    else:
        report = begin(place)

    with pytest.raises(WrongState, match=words):
        ask_to_freeze(report, known_on=(AFTER + timedelta(days=days)).date(), now=AFTER)


def test_there_is_one_next_edition_at_a_time(frozen):
    place, report, _files = frozen
    steward = make_steward(place)
    first = services.begin_next_edition(
        report_id=report.id, reason="Anders.", actor=steward, now=AFTER
    )

    with pytest.raises(WrongState, match="al een volgende editie"):
        services.begin_next_edition(report_id=report.id, reason="Ook.", actor=steward, now=AFTER)
    services.withdraw_report(report_id=first.id, reason="Toch niet.", actor=steward, now=AFTER)
    second = services.begin_next_edition(
        report_id=report.id, reason="Nu wel.", actor=steward, now=AFTER
    )

    assert (first.edition, second.edition) == (2, 3)


def test_withdrawn_it_stays_to_be_read_with_the_reason(frozen):
    place, report, files = frozen
    services.withdraw_report(
        report_id=report.id, reason="Verkeerde titel.", actor=make_steward(place), now=AFTER
    )
    read = Report.objects.get(id=report.id)

    assert (read.state, read.withdrawn_because) == ("withdrawn", "Verkeerde titel.")
    assert file_of(report, "docx") == files["docx"]
    with pytest.raises(WrongState, match="ingetrokken"):
        services.withdraw_report(
            report_id=report.id, reason="Nog eens.", actor=make_steward(place), now=AFTER
        )


def test_the_snapshot_is_what_its_hash_says(frozen):
    _place, report, _files = frozen

    assert content_hash(report.snapshot.encode()) == report.snapshot_hash
    assert set(json.loads(report.snapshot)) == {"printed", "held"}


def test_only_who_answers_for_it_freezes(frozen):
    place, _report, _files = frozen
    party = make_party(code="corporatie-a", municipality=place)
    editor, controller = (make_actor(role, party=party) for role in ("editor", "controller"))
    accept_figures(place, period="2020-2")
    calculate(place, "2020-2")
    report = begin(
        place, "jaarverslag", period="2020-2", audience="owner", party=party, actor=editor
    )

    with pytest.raises(NotAllowed, match="controller"):
        freeze(report, actor=editor)
    with pytest.raises(NotAllowed, match="corporatie zelf"):
        freeze(report, actor=make_steward(place))
    freeze(report, actor=controller)

    assert Report.objects.get(id=report.id).state == "frozen"


def test_what_was_frozen_and_withdrawn_goes_on_with_a_next_edition(frozen):
    place, report, _files = frozen
    steward = make_steward(place)
    services.withdraw_report(report_id=report.id, reason="Fout.", actor=steward, now=AFTER)
    with pytest.raises(WrongState, match="nieuwe editie"):
        begin(place, "woondebat", audience="open")

    second = services.begin_next_edition(
        report_id=report.id, reason="Hersteld.", actor=steward, now=AFTER
    )
    services.withdraw_report(
        report_id=freeze(second, now=AFTER).id, reason="Nee.", actor=steward, now=AFTER
    )
    third = services.begin_next_edition(
        report_id=report.id, reason="Nu wel.", actor=steward, now=AFTER
    )

    with pytest.raises(WrongState, match="al een volgende editie"):
        services.begin_next_edition(report_id=second.id, reason="Ook.", actor=steward, now=AFTER)
    assert third.edition == 3
