"""Beginning a report and writing in it: who, what goes together, and never over another's text."""

import pytest

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, Overtaken, WrongState
from drieluik.apps.reporting import services
from drieluik.apps.reporting.models import Report, TextBlock
from drieluik.apps.reporting.selectors import list_reports, newest_texts
from tests.factories.organisations import make_actor, make_municipality, make_party
from tests.factories.reports import (
    AFTER,
    begin,
    freeze,
    make_steward,
    write,
    writer,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "start"}, "tweede helft"),
        ({"period": "2021-1"}, "nog niet voorbij"),
        ({"kind": "woondebat", "audience": "partners"}, "niet voor deze lezers"),
        ({"audience": "owner"}, "niet voor deze lezers"),
    ],
)
def test_what_does_not_go_together_is_refused_and_leaves_nothing(place, given, words):
    before = AuditEvent.objects.count()

    with pytest.raises(WrongState, match=words):
        begin(place, **given)

    assert (Report.objects.count(), AuditEvent.objects.count()) == (0, before)


def test_there_is_one_draft_of_a_report_at_a_time_for_the_same_readers(place):
    begin(place)

    with pytest.raises(WrongState, match="al een concept"):
        begin(place)
    begin(place, audience="open")

    assert Report.objects.count() == 2


def test_a_corporation_begins_only_its_own_chapter(place):
    own, other = (make_party(code=f"corporatie-{each}", municipality=place) for each in "ab")
    controller = make_actor("controller", party=own)
    wanted = {"period": "2020-2", "audience": "open", "actor": controller}

    report = begin(place, "jaarverslag", party=own, **wanted)

    assert report.party == own
    for party in (other, None):
        with pytest.raises(NotAllowed, match="corporatie zelf"):
            begin(place, "jaarverslag", party=party, **wanted)
    with pytest.raises(NotAllowed, match="gemeente"):
        begin(place, actor=controller)


def test_a_chapter_is_not_begun_for_who_took_no_part_here(place):
    elsewhere = make_municipality(code="GM9002")
    guest = make_party(code="corporatie-z", municipality=elsewhere)

    with pytest.raises(NotAllowed):
        begin(
            place,
            "jaarverslag",
            period="2020-2",
            audience="open",
            party=guest,
            actor=make_actor("controller", party=guest),
        )


def test_parties_write_beside_each_other_and_earlier_texts_stay(place):
    report = begin(place, "woondebat", audience="open")
    corporation = writer("corporatie-a", "corporation", place)
    first = write(report, corporation, "Eerste woorden.")
    write(report, writer("huurders-a", "tenants", place), "Andere woorden.")
    write(report, corporation, "Betere woorden.", seen=first.pk)

    texts = {one.party: one.text for one in newest_texts(report)}

    assert texts == {"Corporatie a": "Betere woorden.", "Huurders a": "Andere woorden."}
    assert TextBlock.objects.filter(report=report).count() == 3


def test_nobody_writes_over_what_a_colleague_wrote_meanwhile(place):
    report = begin(place, "woondebat", audience="open")
    write(report, writer("corporatie-a", "corporation", place), "Van de een.")

    with pytest.raises(Overtaken, match="Lees eerst"):
        write(report, writer("corporatie-a", "corporation", place, "delegate"), "Van de ander.")

    assert [one.text for one in newest_texts(report)] == ["Van de een."]


def test_a_text_is_taken_back_with_an_empty_one_and_the_same_words_record_nothing(place):
    report = begin(place, "woondebat", audience="open")
    corporation = writer("corporatie-a", "corporation", place)
    first = write(report, corporation, "Woorden.")
    with pytest.raises(WrongState, match="zoals hij was"):
        write(report, corporation, " Woorden. ", seen=first.pk)

    write(report, corporation, "", seen=first.pk)

    assert [one.text for one in newest_texts(report)] == [""]


@pytest.mark.parametrize(
    ("code", "kind", "role"),
    [
        ("corporatie-a", "corporation", "controller"),
        ("corporatie-a", "corporation", "reader"),
        ("raad", "council", "editor"),
        ("zorg", "other", "editor"),
        ("gemeente-voorbeeld", "municipality", "steward"),
    ],
)
def test_who_does_not_write_for_a_party_of_the_three_sides_is_refused(place, code, kind, role):
    report = begin(place, "woondebat", audience="open")

    with pytest.raises(NotAllowed):
        write(report, writer(code, kind, place, role), "Ik ook.")


def test_only_the_municipality_writes_in_its_extract(place):
    report = begin(place)

    with pytest.raises(NotAllowed):
        write(report, writer("corporatie-a", "corporation", place), "Wij", chapter="toelichting")
    write(
        report,
        writer("gemeente-voorbeeld", "municipality", place),
        "Wij wel.",
        chapter="toelichting",
    )


@pytest.mark.parametrize("chapter", ["beeld", "nergens", "thema-9", ""])
def test_a_chapter_without_question_takes_no_text(place, chapter):
    report = begin(place, "woondebat", audience="open")

    with pytest.raises(WrongState, match="schrijft niemand"):
        write(report, writer("corporatie-a", "corporation", place), "Iets.", chapter=chapter)


def test_a_theme_with_a_light_has_a_chapter_to_write_in(place):
    report = begin(place, "woondebat", audience="open")

    write(report, writer("corporatie-a", "corporation", place), "Over wonen.", chapter="thema-2")

    assert [one.chapter for one in newest_texts(report)] == ["thema-2"]


def test_who_may_not_read_a_report_does_not_find_it_in_the_list(place):
    begin(place)
    council = make_actor(
        "reader", party=make_party(code="raad", kind="council", municipality=place)
    )
    tenants = writer("huurders-a", "tenants", place)

    seen = {
        name: len(list_reports(municipality_id=place.id, actor=actor))
        for name, actor in (("council", council), ("tenants", tenants))
    }

    assert seen == {"council": 0, "tenants": 1}


def test_a_withdrawn_draft_is_never_public_and_its_reason_is_kept(place):
    report = begin(place, "woondebat", audience="open")
    steward = make_steward(place)
    council = make_actor(
        "reader", party=make_party(code="raad", kind="council", municipality=place)
    )
    with pytest.raises(WrongState, match="reden"):
        services.withdraw_report(report_id=report.id, reason=" ", actor=steward, now=AFTER)

    services.withdraw_report(report_id=report.id, reason="Te vroeg.", actor=steward, now=AFTER)

    assert list_reports(municipality_id=place.id, actor=council) == []
    assert Report.objects.get().withdrawn_because == "Te vroeg."
    with pytest.raises(WrongState, match="nooit vastgelegd"):
        services.begin_next_edition(report_id=report.id, reason="Toch.", actor=steward, now=AFTER)


def test_every_act_leaves_one_line_in_the_log(place):
    report = begin(place, "woondebat", audience="open")
    write(report, writer("corporatie-a", "corporation", place), "Woorden.")
    freeze(report)

    names = AuditEvent.objects.filter(subject_id=str(report.id)).values_list("name", flat=True)

    assert list(names.order_by("sequence")) == [
        "report.begun",
        "report.written",
        "report.freezing-asked",
        "report.frozen",
    ]


def test_of_a_withdrawn_draft_nobody_is_told_that_it_was_frozen(place):
    report = begin(place)
    services.withdraw_report(
        report_id=report.id, reason="Toch niet.", actor=make_steward(place), now=AFTER
    )

    with pytest.raises(WrongState, match="ingetrokken"):
        write(
            report,
            writer("gemeente-voorbeeld", "municipality", place),
            "Nog iets",
            chapter="toelichting",
        )
