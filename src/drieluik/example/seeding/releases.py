"""Makes some figures of the example public: prepared, approved by everybody with figures in it."""

from datetime import date

from drieluik.apps.monitor.selectors.to_publish import calculated_periods
from drieluik.apps.organisations.selectors import find_party_code
from drieluik.apps.releases import services
from drieluik.apps.releases.models import Publication
from drieluik.apps.releases.selectors import fingerprint, list_publications, parties_to_approve
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor

_PERIOD = "2019-2"
_TABLES = ("lettings", "new-build", "demolition", "energy", "liveability")
_PERCENT = 10
"""Of the example alone; a real municipality chooses its own and tells nobody."""
_DAY = date(2024, 11, 4)
"""There were no rules of disclosure control before the autumn of 2024."""


def lay_releases(municipality_id: int) -> None:
    """Make a half-year public, unless something was prepared; a shorter story has none.

    Not in one transaction: a table that was protected is kept, so a next run goes on with the rest.
    """
    if _PERIOD not in calculated_periods(municipality_id=municipality_id):
        return
    known = list_publications(municipality_id=municipality_id)
    row = known[0] if known else _asked(municipality_id)
    if row.state == Publication.State.PREPARING:
        services.protect_tables(publication_id=row.id, now=moment(_DAY, 10))
        row.refresh_from_db()
    if row.state == Publication.State.PREPARED and row.period == _PERIOD:
        _go_out(row)


def _asked(municipality_id: int) -> Publication:
    services.choose_percent(
        municipality_id=municipality_id,
        percent=_PERCENT,
        actor=actor(MUNICIPALITY, "steward", _DAY),
        now=moment(_DAY),
    )
    return services.prepare_publication(
        municipality_id=municipality_id,
        wanted=services.Wanted(_PERIOD, _TABLES),
        actor=actor(MUNICIPALITY, "steward", _DAY),
        now=moment(_DAY),
    )


def _go_out(row: Publication) -> None:
    seen = fingerprint(row)
    for one in parties_to_approve(row):
        if one.approved_at is None:
            code = find_party_code(party_id=one.party_id)
            role = "steward" if code == MUNICIPALITY else "controller"
            services.approve(
                publication_id=row.id,
                party_id=one.party_id,
                seen=seen,
                actor=actor(code, role, _DAY),
                now=moment(_DAY, 11),
            )
    services.publish(
        publication_id=row.id, actor=actor(MUNICIPALITY, "steward", _DAY), now=moment(_DAY, 12)
    )
