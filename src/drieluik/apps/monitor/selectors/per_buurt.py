"""Figures of one corporation per buurt: measured when asked for, and remembered until the next event."""

from dataclasses import fields
from uuid import UUID

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.monitor.measured import as_kept, measured_per_buurt
from drieluik.apps.monitor.selectors.figures import Figure
from drieluik.apps.monitor.selectors.series import list_calculations
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.core.indicators import ALL, VERSIONS

_KEPT = {field.name for field in fields(Figure)}


@remembered
def figures_per_buurt(
    *, municipality_id: int, calculation_id: UUID, indicator_id: str, version: int, party_code: str
) -> tuple[Figure, ...]:
    """Return the figures of a corporation in a calculation, whoever looks.

    Who may see them is for the caller to ask: ``policies.check_may_open_rows``.
    """
    calculations = list_calculations(municipality_id=municipality_id)
    calculation = next(one for one in calculations if one.id == calculation_id)
    card = next(one for one in VERSIONS if (one.id, one.version) == (indicator_id, version))
    municipality = get_municipality(municipality_id=municipality_id)
    rows = as_kept(measured_per_buurt(calculation, municipality, card, party_code))
    return tuple(
        Figure(**{name: value for name, value in row.items() if name in _KEPT})
        for row in rows
        if row["breakdown"] == ALL
    )
