"""Lets the province get the public figures of the example, each half-year; what it asks is not known."""

from datetime import date

from drieluik.apps.exports.selectors import newest_plans
from drieluik.apps.exports.services import Choice, make_edition, set_plan
from drieluik.apps.organisations.selectors import find_party_id
from drieluik.apps.releases.selectors import list_public
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor

_RECIPIENT = "provincie-overijssel"
_PERIOD = "2019-2"
_TABLES = ("lettings", "new-build", "demolition")
_DAYS_AFTER = 120
_DAY = date(2024, 11, 5)
"""The day after the figures of the example became public."""


def lay_exports(municipality_id: int) -> None:
    """Choose what the province gets and make its first file, once there are public figures."""
    recipient_id = find_party_id(code=_RECIPIENT)
    if recipient_id is None or not list_public(municipality_id=municipality_id):
        return
    if not newest_plans(municipality_id=municipality_id):
        choice = Choice(
            recipient_id=recipient_id,
            from_period=_PERIOD,
            days_after=_DAYS_AFTER,
            public_ids=_TABLES,
        )
        set_plan(
            municipality_id=municipality_id,
            choice=choice,
            actor=actor(MUNICIPALITY, "steward", _DAY),
            now=moment(_DAY),
        )
    make_edition(
        municipality_id=municipality_id,
        recipient_id=recipient_id,
        period=_PERIOD,
        now=moment(_DAY, 12),
    )
