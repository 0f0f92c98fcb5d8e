"""Records the house rules of the example through the ordinary service."""

from datetime import date

from drieluik.apps.calendar.selectors import list_house_rules
from drieluik.apps.calendar.services import record_house_rules
from drieluik.example.cycle import house_rules
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor

_RECORDED_ON = date(2020, 1, 6)


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
