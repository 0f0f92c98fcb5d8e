"""What parties say beside figures, with how the figure stands now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.models import FigureRemark
from drieluik.apps.monitor.selectors.figures import NOWHERE, Sheet, names_of_buurten
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import written
from drieluik.apps.organisations.selectors import party_names
from drieluik.core.indicators import Level

TOTAL = Level.TOTAL.value
PARTY = Level.CORPORATION.value
BUURT = Level.BUURT.value


@dataclass(frozen=True, slots=True)
class FigureAt:
    """Which figure of an indicator over a half-year.

    Attributes:
        level: ``total``, ``corporation`` or ``buurt``.
        place: Code of the corporation or buurt; empty for all together.
    """

    indicator_id: str
    period: str
    level: str = TOTAL
    place: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure beside which a remark can be put; ``value`` is None when there is no figure."""

    level: str
    place: str
    name: str
    value: float | None

    @property
    def key(self) -> str:
        """The figure in the address of a form."""
        return f"{self.level}:{self.place}"


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A remark with the figure it was written at and that figure now.

    Attributes:
        at: Which figure.
        name: What the figure is called: all together, or the corporation or buurt.
        then: The figure when the remark was written; None when there was none.
        now: The figure as it counts now; None when there is none.
        has_changed: Whether it reads otherwise than when the remark was written.
    """

    remark_id: UUID
    at: FigureAt
    name: str
    then: float | None
    now: float | None
    has_changed: bool
    party_id: int
    party_code: str
    party: str
    text: str
    by: str
    written_at: datetime
    taken_back_at: datetime | None
    taken_back_by: str


def figures_beside(sheet: Sheet | None, *, municipality_id: int) -> list[Beside]:
    """Return the figures of a half-year beside which who looks can put a remark.

    A corporation that delivered nothing is among them: it may want to say why.
    """
    if sheet is None:
        return []
    whole = sheet.total.value if sheet.total is not None else None
    buurten = names_of_buurten(municipality_id=municipality_id)
    places = [
        Beside(BUURT, one.buurt_code, buurten.get(one.buurt_code, one.buurt_code), one.value)
        for one in sheet.buurten
        if one.buurt_code not in NOWHERE
    ]
    return [
        Beside(TOTAL, "", _("All corporations together"), whole),
        *(
            Beside(PARTY, row.party.code, row.party.name, row.figure.value if row.figure else None)
            for row in sheet.parties
        ),
        *sorted(places, key=lambda one: one.name),
    ]


def list_remarks(sight: Sight, sheet: Sheet | None) -> list[RemarkRow]:
    """Return the remarks beside the figures of a half-year, oldest first.

    Remarks are for the parties; beside the figure of a corporation or buurt only for who may see
    that figure.
    """
    if sheet is None or not _may_read(sight):
        return []
    place = sight.municipality_id
    values = {(one.level, one.place): one for one in figures_beside(sheet, municipality_id=place)}
    names = party_names(municipality_id=place) | names_of_buurten(municipality_id=place)
    rows = FigureRemark.objects.filter(
        municipality_id=place, indicator_id=sheet.indicator.id, period=sheet.period
    ).select_related("party", "written_by", "taken_back__taken_back_by")
    found = []
    for row in rows:
        if not sight.shows(sheet.indicator, row.level, row.place if row.level == PARTY else ""):
            continue
        beside = values.get((row.level, row.place))
        now, unit = beside.value if beside else None, sheet.indicator.unit
        taken_back = getattr(row, "taken_back", None)
        found.append(
            RemarkRow(
                remark_id=row.id,
                at=FigureAt(row.indicator_id, row.period, row.level, row.place),
                name=names.get(row.place, row.place)
                if row.place
                else _("all corporations together"),
                then=row.value,
                now=now,
                has_changed=written(row.value, unit) != written(now, unit),
                party_id=row.party_id,
                party_code=row.party.code,
                party=row.party.name,
                text=row.text,
                by=row.written_by.name,
                written_at=row.written_at,
                taken_back_at=taken_back.taken_back_at if taken_back else None,
                taken_back_by=taken_back.taken_back_by.name if taken_back else "",
            )
        )
    return found


def is_remark_here(*, municipality_id: int, remark_id: UUID) -> bool:
    """Tell whether there is such a remark in a municipality."""
    return FigureRemark.objects.filter(id=remark_id, municipality_id=municipality_id).exists()


def count_remarks(sight: Sight) -> Mapping[tuple[str, str], int]:
    """Return how many remarks stand beside figures of all together, by indicator and half-year.

    Those that were taken back do not count; who may not read remarks counts none.
    """
    return _counts(municipality_id=sight.municipality_id) if _may_read(sight) else {}


@remembered
def _counts(*, municipality_id: int) -> Mapping[tuple[str, str], int]:
    rows = FigureRemark.objects.filter(
        municipality_id=municipality_id, level=TOTAL, taken_back=None
    )
    counted = rows.values("indicator_id", "period").order_by().annotate(n=Count("id"))
    return {(row["indicator_id"], row["period"]): row["n"] for row in counted}


def _may_read(sight: Sight) -> bool:
    return policies.check_may_read_remarks.allows(
        sight.actor, municipality_id=sight.municipality_id
    )
