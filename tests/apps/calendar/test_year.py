"""The year as rules and planned meetings make it, on the page and in the API."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.calendar.models import HouseRules
from drieluik.apps.calendar.selectors import get_year
from drieluik.apps.calendar.services import record_house_rules
from drieluik.apps.errors import NotAllowed
from drieluik.core.cycle import RuleFileError, Urgency, Who, default_house_rules
from drieluik.core.tables import Period
from drieluik.example.cycle import house_rules
from tests.factories.calendar import write_unreadable_rules
from tests.factories.decisions import NOW, make_held, make_meeting, make_table, secretary
from tests.factories.deliveries import open_round
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place():
    return make_table()


def _year(place, year=2020, today=date(2020, 2, 3)):
    return get_year(municipality_id=place.id, year=year, today=today)


def _line(year, item_id):
    lines = (line for month in year.months() for line in month.lines)
    return next(line for line in lines if line.item.id == item_id)


def _record(place, text=None, actor=None):
    return record_house_rules(
        municipality_id=place.id,
        text=text or house_rules(),
        grounds="Verzonnen",
        actor=actor or secretary(),
        now=NOW,
    )


def _text(response):
    return response.content.decode()


def test_without_house_rules_the_page_says_that_days_are_proposals(client):
    sign_in(client, secretary())

    page = _text(client.get("/gm9001/jaarkalender/2026/"))

    assert "Deze gemeente heeft nog geen eigen huisregels" in page
    assert "Bestuurlijk Overleg 1 (voorstel)" in page


def test_a_planned_meeting_takes_the_place_of_the_nearest_proposal_and_papers_move_with_it(place):
    make_meeting(starts_at=datetime(2020, 6, 18, 12, 0, tzinfo=UTC))

    year = _year(place)

    meeting = _line(year, "2020:board_meeting:2")
    assert meeting.item.last_on == date(2020, 6, 18)
    assert meeting.item.starts_at.hour == 14
    assert not meeting.item.ends_at
    assert _line(year, "2020:papers:2").item.last_on == date(2020, 6, 4)
    assert _line(year, "2020:papers:2").anchor == meeting.item
    assert _line(year, "2020:board_meeting:1").title == "Bestuurlijk Overleg 1 (voorstel)"


def test_a_meeting_that_was_held_is_done(place):
    make_held()

    line = _line(_year(place, today=date(2020, 5, 1)), "2020:board_meeting:1")

    assert line.urgency is Urgency.DONE


def test_a_meeting_no_rule_asks_for_is_shown_as_it_was_planned(place):
    meeting = make_meeting(kind="core_team")

    line = _line(_year(place), f"2020:extra_meeting:{meeting.id}")

    assert line.meeting_id == meeting.id
    assert line.ground == "Gepland door de gemeente, geen huisregel"


def test_a_meeting_around_midnight_counts_in_the_year_of_amsterdam(place):
    make_meeting(starts_at=datetime(2020, 12, 31, 23, 30, tzinfo=UTC))

    assert not [line for line in _year(place).items if line.settled and line.sort == "meeting"]
    assert _line(_year(place, 2021), "2021:board_meeting:1").item.last_on == date(2021, 1, 1)


def test_the_last_day_to_deliver_figures_stands_in_the_year(place):
    open_round(place, period=Period(2019, 2), due_on=date(2020, 3, 1))

    line = _line(_year(place), "2020:delivery_round:2019-2")

    assert line.item.last_on == date(2020, 3, 1)
    assert line.item.concerns(Who.CORPORATION)
    assert not line.item.concerns(Who.TENANTS)


def test_the_year_before_carries_over_what_falls_in_this_year(place):
    _record(place)

    months = [month.first_on for month in _year(place, 2026).months(Who.MINISTER)]
    carried = [item for item in _year(place, 2026).items if item.id.startswith("2025:")]

    assert all(item.last_on.year == 2026 for item in carried)
    assert carried
    assert months == sorted(months)


def test_what_hangs_on_a_meeting_is_told_at_both(place):
    year = _year(place)

    followers = {item.rule_id for item in _line(year, "2020:board_meeting:2").followers}

    assert "papers" in followers


def test_the_page_can_be_narrowed_to_one_kind_of_party(client):
    sign_in(client, secretary())

    everything = _text(client.get("/gm9001/jaarkalender/2026/"))
    tenants = _text(client.get("/gm9001/jaarkalender/2026/?voor=tenants"))
    nonsense = _text(client.get("/gm9001/jaarkalender/2026/?voor=<b>"))

    assert "monitor verversen met de dPi" in everything
    assert "monitor verversen met de dPi" not in tenants
    assert "monitor verversen met de dPi" in nonsense


def test_only_who_reads_agendas_is_led_to_the_meeting(client, place):
    meeting = make_meeting()
    address = f"/gm9001/overleggen/{meeting.id}/"
    sign_in(client, secretary())
    assert address in _text(client.get("/gm9001/jaarkalender/2020/"))

    council = make_party(code="raad", kind="council", municipality=place)
    sign_in(client, make_actor("reader", party=council))

    page = _text(client.get("/gm9001/jaarkalender/2020/"))
    assert address not in page
    assert "Bestuurlijk Overleg 1" in page


def test_without_a_year_the_page_shows_the_year_of_today(client):
    sign_in(client, secretary())

    page = _text(client.get("/gm9001/jaarkalender/"))

    assert f"Jaarkalender {timezone.localdate().year}" in page


@pytest.mark.parametrize("year", [1999, 2101])
def test_a_year_out_of_reach_is_not_there(client, year):
    sign_in(client, secretary())

    assert client.get(f"/gm9001/jaarkalender/{year}/").status_code == 404
    assert client.get(f"/api/v1/gemeenten/gm9001/jaarkalender/{year}").status_code == 400


def test_the_api_gives_the_year_with_grounds_and_findings(client, place):
    make_meeting(kind="core_team")
    sign_in(client, secretary())

    year = client.get("/api/v1/gemeenten/gm9001/jaarkalender/2026").json()
    with_team = client.get("/api/v1/gemeenten/gm9001/jaarkalender/2020").json()

    points = {point["id"]: point for point in year["punten"]}
    assert year["regelingen"] == ["B", "C"]
    assert not year["eigen_huisregels"]
    assert points["2026:dpi"]["tot"] == "2026-12-15"
    assert points["2026:papers:1"]["hangt_aan"] == "2026:board_meeting:1"
    assert "cycle.school_holidays_unknown" in {one["regel"] for one in year["bevindingen"]}
    assert "planned" in {point["grond"] for point in with_team["punten"]}


def test_recording_house_rules_makes_a_next_version_and_changes_the_year(place):
    _record(place)
    _record(place)

    assert [row.number for row in HouseRules.objects.order_by("number")] == [1, 2]
    assert _year(place).own_rules
    assert "Enschede" in _year(place).calendar.book.title_nl
    assert AuditEvent.objects.filter(name="house_rules.recorded").count() == 2


@pytest.mark.parametrize(
    ("role", "kind"), [("reader", "municipality"), ("delegate", "municipality"), ("steward", "corporation")]
)  # fmt: skip
def test_who_may_not_record_rules_leaves_no_trace(place, role, kind):
    party = make_party(code=f"een-{kind}", kind=kind, municipality=place)

    with pytest.raises(NotAllowed):
        _record(place, actor=make_actor(role, party=party))

    assert not HouseRules.objects.exists()
    assert not AuditEvent.objects.filter(name="house_rules.recorded").exists()


def test_a_file_that_is_no_rule_file_is_refused_with_the_reason(client, place):
    sign_in(client, secretary())

    page = client.post(
        "/gm9001/jaarkalender/huisregels/", {"text": "rules: [", "grounds": "Verzonnen"}
    )

    assert "huisregels" in _text(page)
    assert not HouseRules.objects.exists()
    with pytest.raises(RuleFileError):
        _record(place, text="rules: {}")


def test_house_rules_are_recorded_on_their_page(client):
    sign_in(client, secretary())

    client.post(
        "/gm9001/jaarkalender/huisregels/", {"text": house_rules(), "grounds": "Overleg van mei"}
    )

    page = _text(client.get("/gm9001/jaarkalender/huisregels/"))
    assert "Versie 1" in page
    assert "Overleg van mei" in page
    assert "Huisregels van Enschede" in _text(client.get("/gm9001/jaarkalender/2026/"))


def test_without_rules_of_its_own_a_municipality_begins_with_the_proposals(client):
    sign_in(client, secretary())

    page = client.get("/gm9001/jaarkalender/huisregels/")

    assert page.context["form"].initial["text"] == default_house_rules()
    assert "Huisregels zoals Drieluik ze voorstelt" in _text(page)


def test_rules_that_can_no_longer_be_joined_with_the_law_are_told_and_not_passed_over(
    client, place
):
    write_unreadable_rules(place)
    sign_in(client, secretary())

    page = client.get("/gm9001/jaarkalender/2026/")

    assert page.status_code == 409
    assert "De huisregels zijn niet meer te lezen" in _text(page)


def test_the_database_keeps_house_rules(place):
    rules = _record(place)

    with pytest.raises(IntegrityError), transaction.atomic():
        HouseRules.objects.filter(pk=rules.pk).update(text="anders")
    with pytest.raises(IntegrityError), transaction.atomic():
        HouseRules.objects.filter(pk=rules.pk).delete()


def test_the_year_of_another_municipality_has_none_of_these_meetings():
    make_meeting()
    other = make_municipality(code="GM9002")

    assert not [item for item in _year(other).items if item.settled]


def test_months_that_have_gone_by_say_how_much_in_them_is_late(place):
    year = _year(place, today=date(2020, 7, 6))
    months = year.months()

    past = [month.first_on for month in months if month.is_past]
    assert past == [month.first_on for month in months if month.first_on < date(2020, 7, 1)]
    late = [line for line in year.lines() if line.urgency is Urgency.PAST_DUE]
    assert sum(month.n_late for month in months) == len(late) > 0


def test_a_year_that_is_over_is_not_folded(place):
    assert not any(month.is_past for month in _year(place, today=date(2021, 7, 6)).months())
