"""All figures of an indicator as one table for a file, with what they are and where they are from."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from drieluik.apps.areas.selectors import buurt_names
from drieluik.apps.monitor.models import Value
from drieluik.apps.monitor.selectors.series import leading, list_calculations
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import unit_label
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import party_names
from drieluik.core.indicators import Indicator
from drieluik.reports import FICTITIOUS_NL
from drieluik.reports.figure_tables import FigureTable

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality


def figure_table(card: Indicator, municipality: "Municipality", actor: Actor) -> FigureTable:
    """Return every figure that counts now and that the reader may see."""
    sight = Sight(actor, municipality.id)
    counted = leading(list_calculations(municipality_id=municipality.id), card.id)
    parties = party_names(municipality_id=municipality.id)
    buurten = buurt_names(municipality_id=municipality.id)
    parts = {code.code: code.name_nl for code in card.breakdown.codes} if card.breakdown else {}
    rows = Value.objects.filter(
        calculation_id__in=[row.id for row in counted.values()], indicator_id=card.id
    ).order_by("period", "id")
    notes = [
        card.meaning_nl,
        _("Unit: %(unit)s. Definition version %(version)s.")
        % {"unit": unit_label(card.unit), "version": card.version},
    ]
    if objection := sight.objection(card):
        notes.append(objection)
    if municipality.fictitious:
        notes.insert(0, FICTITIOUS_NL)
    return FigureTable(
        title=f"{card.name_nl} · {municipality.name}",
        notes=tuple(notes),
        header=(
            _("period"),
            _("level"),
            _("corporation"),
            _("buurt code"),
            _("buurt"),
            _("part"),
            _("value"),
            _("lowest"),
            _("highest"),
            _("numerator"),
            _("denominator"),
            _("rows"),
            _("uncertain rows"),
            _("definition version"),
            _("calculation"),
        ),
        rows=[
            (
                row.period,
                _LEVELS[row.level],
                parties.get(row.party_code, row.party_code),
                row.buurt_code,
                buurten.get(row.buurt_code, ""),
                parts.get(row.breakdown, row.breakdown),
                row.value,
                row.low,
                row.high,
                row.numerator,
                row.denominator,
                row.n_rows,
                row.n_unknown,
                row.version,
                str(row.calculation_id),
            )
            for row in rows
            if sight.shows(card, row.level, row.party_code)
        ],
    )


_LEVELS = {"total": "totaal", "corporation": "corporatie", "buurt": "buurt"}
