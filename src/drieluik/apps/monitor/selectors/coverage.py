"""How many corporations are in a figure of all together, and whose figures are not in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from drieluik.apps.monitor.models import Value
from drieluik.apps.organisations.selectors import list_taking_part
from drieluik.core.indicators import Level
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whose figures are in a figure of all together.

    Attributes:
        n_expected: How many corporations were asked to deliver.
        missing: Code and name of those whose figure is not in it, by name.
    """

    n_expected: int
    missing: tuple[tuple[str, str], ...]

    @property
    def is_complete(self) -> bool:
        """Whether everybody's figures are in it."""
        return not self.missing

    @property
    def counted(self) -> str:
        """How many of how many, such as "3 van 5 corporaties"."""
        return _("%(n)s of %(all)s corporations") % {
            "n": self.n_expected - len(self.missing),
            "all": self.n_expected,
        }

    @property
    def names(self) -> str:
        """Who is missing; empty when nobody is."""
        return ", ".join(name for _code, name in self.missing)

    @property
    def lacking(self) -> str:
        """How many of how many and without whom; empty when nobody is missing."""
        if self.is_complete:
            return ""
        without = get_text_list([name for _code, name in self.missing], str(_("and")))
        return _("%(counted)s, without %(names)s") % {"counted": self.counted, "names": without}


Coverages = dict[tuple[UUID, str], Coverage]
"""By calculation and period: half-years and the year that a calculation also has."""


def coverages(
    *, municipality_id: int, indicator_id: str, calculation_ids: Iterable[UUID]
) -> Coverages:
    """Return whose figures of an indicator are in the totals of some calculations."""
    rows = Value.objects.filter(
        calculation_id__in=list(calculation_ids),
        indicator_id=indicator_id,
        level=Level.CORPORATION.value,
    )
    present: dict[tuple[UUID, str], set[str]] = {}
    names = ("calculation_id", "period", "party_code")
    for calculation_id, period, code in rows.order_by().values_list(*names).distinct():
        present.setdefault((calculation_id, period), set()).add(code)
    corporations = list_taking_part(municipality_id=municipality_id, kind="corporation")
    found: Coverages = {}
    for key, codes in present.items():
        day = _last_half(key[1]).last_day
        expected = [party for party in corporations if party.takes_part(day)]
        missing = tuple((party.code, party.name) for party in expected if party.code not in codes)
        found[key] = Coverage(len(expected), missing)
    return found


def _last_half(period: str) -> Period:
    return Period.parse(period if "-" in period else f"{period}-2")
