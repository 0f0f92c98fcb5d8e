"""What a statement of costs and cover must hold: all that is wrong at once, each at its field."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from drieluik.apps.projects.models import CostLine
from drieluik.apps.projects.money import amount_of

FIRST_YEAR, LAST_YEAR = 2000, 2100
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Statement:
    """What a party tells: amounts as written, ``audience`` one of ``CostLine.Audience``."""

    party_id: int
    year: int
    cost: str
    cover: str
    explanation: str = ""
    audience: str = "public"

    @property
    def amounts(self) -> tuple[Decimal, Decimal]:
        """Costs and cover; only of a statement without faults."""
        return amount_of(self.cost) or Decimal(0), amount_of(self.cover) or Decimal(0)


def faults_of(told: Statement) -> dict[str, str]:
    """Return what is wrong with a statement, as a sentence per field; empty when nothing is."""
    faults = {}
    cost, cover = amount_of(told.cost), amount_of(told.cover)
    for name, amount in (("cost", cost), ("cover", cover)):
        if amount is None:
            faults[name] = _("Write an amount such as 1.250,50; at most 999.999.999,99.")
    if cost is not None and cover is not None and cover > cost:
        faults["cover"] = _("The cover is more than the costs.")
    if not FIRST_YEAR <= told.year <= LAST_YEAR:
        faults["year"] = _("Name a year from 2000 to 2100.")
    if told.audience not in CostLine.Audience.values:
        faults["audience"] = _("Choose who reads this.")
    if len(told.explanation) > _LONGEST:
        faults["explanation"] = _("Keep it under %(n)s characters.") % {"n": _LONGEST}
    return faults
