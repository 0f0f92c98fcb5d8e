"""What the limits of law in the names of classes mean, and how much they were over a half-year."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.core.flows import PublicTable
from drieluik.core.parameters import ParameterUnknown, parameter
from drieluik.core.tables import Period
from drieluik.ui.templatetags.drieluik import euro

_MEANINGS = {
    "rent_limits.kwaliteitskortingsgrens": gettext_lazy(
        "A dwelling with a rent up to this limit counts as cheap in the rules of rent allowance."
    ),
    "rent_limits.aftoppingsgrens_low": gettext_lazy(
        "The limit of rent allowance for a household of one or two persons: above it there is less "
        "or no allowance for the rest of the rent."
    ),
    "rent_limits.aftoppingsgrens_high": gettext_lazy(
        "The same limit for a household of three or more persons."
    ),
    "rent_limits.maximum_huurgrens": gettext_lazy(
        "A dwelling with a rent above this limit counts as free sector in these classes."
    ),
    "income_limits.daeb_income_limit_first": gettext_lazy(
        "Most dwellings of corporations are for households with an income up to this limit. Until "
        "2021 it was one limit for every household; from 2022 it is the limit for one person."
    ),
    "income_limits.daeb_income_limit_second": gettext_lazy(
        "Until 2021 this was the top of the middle group; from 2022 it is the limit for a household "
        "of more persons."
    ),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of law as the public reads it.

    Attributes:
        key: Name of its place on the page.
        name: What people call it.
        meaning: What it means.
        amount: How much it was, or that it is not known here.
        law: The law it comes from.
    """

    key: str
    name: str
    meaning: str
    amount: str
    law: str


def limits_of(table: PublicTable, period: str) -> list[Limit]:
    """Return the limits that bound the classes of a table, from low to high."""
    return [_limit(each, Period.parse(period)) for each in table.limits]


def _limit(parameter_id: str, period: Period) -> Limit:
    found = parameter(parameter_id)
    return Limit(
        key=parameter_id.rpartition(".")[2].replace("_", "-"),
        name=found.name_nl,
        meaning=str(_MEANINGS[parameter_id]),
        amount=_amount(parameter_id, period),
        law=found.values[-1].source.law,
    )


def _amount(parameter_id: str, period: Period) -> str:
    """Return the amount that was in force on the first day of a half-year."""
    found, year = parameter(parameter_id), period.year
    try:
        value = found.on(period.starts_on)
    except ParameterUnknown:
        return _("The amount of %(year)d is not known here.") % {"year": year}
    if found.unit == "EUR per year":
        return _("In %(year)d: %(amount)s a year.") % {"year": year, "amount": euro(value)}
    return _("In %(year)d: %(amount)s a month.") % {"year": year, "amount": euro(value, 2)}
