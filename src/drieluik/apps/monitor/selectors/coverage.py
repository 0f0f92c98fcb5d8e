"""How many corporations are in a figure of all together, and whose figures are not in it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from drieluik.apps.monitor.models import Calculation, Value
from drieluik.apps.monitor.wording import set_aside_words
from drieluik.apps.organisations.selectors import TakingPart, list_taking_part
from drieluik.core.indicators import Level, does_not_apply_to, indicator
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whose figures are in a figure of all together.

    Attributes:
        n_expected: How many corporations were asked to deliver what it needs.
        missing: Code and name of those whose figure is not in it, by name.
        set_aside: Code, name and reason of those to which it does not apply; they are not asked.
    """

    n_expected: int
    missing: tuple[tuple[str, str], ...]
    set_aside: tuple[tuple[str, str, str], ...] = ()

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

    @property
    def set_aside_words(self) -> str:
        """To whom it does not apply, and why; empty when it applies to everybody."""
        return set_aside_words([(name, reason) for _code, name, reason in self.set_aside])


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
    recorded = Calculation.objects.filter(id__in={calculation_id for calculation_id, _ in present})
    halves = dict(recorded.values_list("id", "not_applicable"))
    return {
        (calculation_id, period): _coverage(
            [one for one in corporations if one.takes_part(_last_half(period).last_day)],
            codes,
            does_not_apply_to(indicator(indicator_id), period, halves[calculation_id] or {}),
        )
        for (calculation_id, period), codes in present.items()
    }


def _coverage(
    asked: Collection[TakingPart], present: set[str], reasons: Mapping[str, str]
) -> Coverage:
    wanted = [party for party in asked if party.code not in reasons]
    aside = [party for party in asked if party.code in reasons]
    return Coverage(
        n_expected=len(wanted),
        missing=tuple((one.code, one.name) for one in wanted if one.code not in present),
        set_aside=tuple((one.code, one.name, reasons[one.code]) for one in aside),
    )


def _last_half(period: str) -> Period:
    return Period.parse(period if "-" in period else f"{period}-2")
