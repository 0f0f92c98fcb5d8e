"""Records the house rules of the example, and what its parties noted as done, through the services."""

from datetime import date, timedelta

from drieluik.apps.calendar.marking import NewMark, mark_item
from drieluik.apps.calendar.selectors import get_year, list_house_rules
from drieluik.apps.calendar.services import record_house_rules
from drieluik.example.cycle import house_rules
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor

_RECORDED_ON = date(2020, 1, 6)
_NOTED_ON = date(2021, 1, 11)
_NOTE_NL = "Verzonnen voorbeeld"


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
