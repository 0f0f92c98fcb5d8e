"""Records house rules, days and what was noted as done in the example, through the services."""

from datetime import date, time, timedelta

from drieluik.apps.calendar.agreed import list_agreed_history
from drieluik.apps.calendar.agreeing import agree_day
from drieluik.apps.calendar.announcing import NewOneOff, add_one_off
from drieluik.apps.calendar.marking import NewMark, mark_item
from drieluik.apps.calendar.one_off import list_one_off
from drieluik.apps.calendar.selectors import find_line, get_year, list_house_rules
from drieluik.apps.calendar.services import record_house_rules
from drieluik.core.cycle import Who
from drieluik.example.cycle import house_rules
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor

_RECORDED_ON = date(2020, 1, 6)
_NOTED_ON = date(2021, 1, 11)
_NOTE_NL = "Verzonnen voorbeeld"
_REPORT = "2021:start_report"
_VISIT = NewOneOff(
    kind="meeting",
    name="werkbezoek aan Twekkelerveld",
    on=date(2021, 5, 18),
    words="Verzonnen: afgesproken in het kernteam van januari",
    who=(Who.MUNICIPALITY, Who.CORPORATION, Who.TENANTS),
    starts_at=time(13, 30),
    ends_at=time(16),
    place="buurthuis (verzonnen)",
)


def lay_house_rules(municipality_id: int) -> None:
    """Record the house rules, unless there are any already."""
    if list_house_rules(municipality_id=municipality_id):
        return
    record_house_rules(
        municipality_id=municipality_id,
        text=house_rules(),
        grounds="Prestatieafspraken Enschede; de dagen zijn verzonnen voor het voorbeeld",
        actor=actor(MUNICIPALITY, "steward", _RECORDED_ON),
        now=moment(_RECORDED_ON),
    )


def lay_marks(municipality_id: int) -> None:
    """Note what was late in the first year of the story as done in time, but for the last thing."""
    secretary = actor(MUNICIPALITY, "steward", _NOTED_ON)
    year = get_year(municipality_id=municipality_id, year=2020, today=_NOTED_ON)
    late = [one.item for one in year.past_due() if one.is_asked and one.item.id.startswith("2020:")]
    for item in late[:-1]:
        mark_item(
            municipality_id=municipality_id,
            item_id=item.id,
            mark=NewMark(item.last_on - timedelta(days=1), None, _NOTE_NL),
            actor=secretary,
            now=moment(_NOTED_ON),
        )


def lay_days(municipality_id: int) -> None:
    """Let the parties agree on a later day for the report of 2021, and plan a visit once.

    House rules that were recorded before, by an older example or by whoever tries it out, may leave
    no other day; then the day of the rule stays.
    """
    secretary, now = actor(MUNICIPALITY, "steward", _NOTED_ON), moment(_NOTED_ON)
    if not list_one_off(municipality_id=municipality_id):
        add_one_off(municipality_id=municipality_id, day=_VISIT, actor=secretary, now=now)
    report = find_line(municipality_id=municipality_id, item_id=_REPORT, today=_NOTED_ON)
    if report is None or not report.leaves_its_day:
        return
    if not list_agreed_history(municipality_id=municipality_id, item_id=_REPORT):
        agree_day(
            municipality_id=municipality_id,
            item_id=_REPORT,
            agreed_on=date(2021, 3, 19),
            grounds="Verzonnen: afgesproken in het kernteam van januari",
            actor=secretary,
            now=now,
        )
