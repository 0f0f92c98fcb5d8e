"""Opens the lights of the example over one half-year to everybody, as the steward would."""

from datetime import date

from drieluik.apps.publication.lights.drafting import draft_of
from drieluik.apps.publication.lights.open_now import list_editions
from drieluik.apps.publication.lights.services import open_lights
from drieluik.example.deliveries import periods
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor

_PERIOD = "2019-2"
_DAY = date(2024, 11, 5)
"""There were no rules of disclosure control before the autumn of 2024."""


def lay_lights(municipality_id: int) -> None:
    """Open a half-year, unless that was done; a shorter story has none."""
    known = list_editions(municipality_id=municipality_id)
    if _PERIOD in known or _PERIOD not in {str(period) for period in periods()}:
        return
    now = moment(_DAY)
    draft = draft_of(municipality_id=municipality_id, period=_PERIOD, now=now)
    open_lights(
        municipality_id=municipality_id,
        period=_PERIOD,
        seen=draft.frozen.fingerprint,
        note="",
        actor=actor(MUNICIPALITY, "steward", _DAY),
        now=now,
    )
