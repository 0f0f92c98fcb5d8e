"""Which figures can be made public as a table, and by which rules of disclosure control.

A table counts one kind of thing per area, per corporation where the card of the figure is open, and
per class where it has classes. Figures that count part of the same things stand in one table, so
that nobody can take the one from the other. Placements and lettings with urgency are left out: they are
lettings too, and both are so few that the one would narrow what the other hides. What is not here has
no rules yet, and stays inside.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from drieluik.core.indicators import UNKNOWN_PART, Audience, Indicator, Nature, Unit, indicator


class Split(StrEnum):
    """What the classes of a table are."""

    NONE = "none"
    BREAKDOWN = "breakdown"
    PART = "part"


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A figure that can be made public as a table.

    Attributes:
        id: Lasting English name; part of addresses.
        indicator_id: The figure that is counted.
        rules: Name of the rule set of disclosure control.
        split: What its classes are.
        part_id: The figure that counts part of the same things, when split by it.
        class_names: What the classes are called when they are no breakdown: the part, and the rest.
        counts: What is counted when the figure itself is a share of it.
        told_nl: What it tells, where the card tells of a share.
        limits: Legal constants that bound the classes, from low to high; see ``parameters``.
    """

    id: str
    indicator_id: str
    rules: str
    split: Split = Split.NONE
    part_id: str = ""
    class_names: tuple[str, str] = ("", "")
    counts: Unit | None = None
    told_nl: str = ""
    limits: tuple[str, ...] = ()

    @property
    def card(self) -> Indicator:
        """The card of the figure."""
        return indicator(self.indicator_id)

    @property
    def name_nl(self) -> str:
        """What people call it."""
        return self.card.name_nl

    @property
    def meaning_nl(self) -> str:
        """What it tells, in plain Dutch."""
        return self.told_nl or self.card.meaning_nl

    @property
    def is_stock(self) -> bool:
        """Whether it counts what there is on a day, so that most stays the same after half a year."""
        return self.card.nature is Nature.STOCK

    @property
    def is_amount(self) -> bool:
        """Whether it adds up money, in whole euros, rather than counting."""
        return self.unit is Unit.EUR

    @property
    def unit(self) -> Unit:
        """What is counted."""
        return self.counts or self.card.unit

    @property
    def indicator_ids(self) -> tuple[str, ...]:
        """Every figure that goes into it."""
        return (self.indicator_id, self.part_id) if self.part_id else (self.indicator_id,)

    @property
    def classes(self) -> dict[str, str]:
        """Code of every class with its name, in order; none when it is not split."""
        if self.split is Split.PART:
            return dict(zip((PART, REST), self.class_names, strict=True))
        breakdown = self.card.breakdown
        if self.split is Split.NONE or breakdown is None:
            return {}
        return {one.code: one.name_nl for one in breakdown.codes} | {UNKNOWN_PART: "Onbekend"}

    def crossings(self, audience: Audience) -> Iterator[tuple[str, ...]]:
        """Give the columns of each table that is made of it, the most detailed first.

        Amounts have no row per corporation: each would be the amount of one.

        Args:
            audience: Who may see the figure per corporation, by what was decided last.
        """
        classes = (CLASS,) if self.classes else ()
        if audience is not Audience.OPEN or self.is_amount:
            yield (AREA, *classes)
        elif classes:
            yield (AREA, *classes)
            yield (CORPORATION, *classes)
        else:
            yield (AREA, CORPORATION)


AREA, CORPORATION, CLASS = "gebied", "corporatie", "klasse"
PART, REST = "part", "rest"
_CHILDREN = ("Met kinderen", "Zonder kinderen")

PUBLIC_TABLES: tuple[PublicTable, ...] = (
    PublicTable(
        "dwellings",
        "dwellings-by-rent-class",
        "dwelling_shares",
        Split.BREAKDOWN,
        limits=(
            "rent_limits.kwaliteitskortingsgrens",
            "rent_limits.aftoppingsgrens_low",
            "rent_limits.aftoppingsgrens_high",
            "rent_limits.maximum_huurgrens",
        ),
    ),
    PublicTable(
        "lettings",
        "lettings-by-income-group",
        "households",
        Split.BREAKDOWN,
        counts=Unit.LETTINGS,
        told_nl="Hoeveel woningen aan elke inkomensgroep zijn verhuurd.",
        limits=(
            "income_limits.daeb_income_limit_first",
            "income_limits.daeb_income_limit_second",
        ),
    ),
    PublicTable("new-build", "new-build-delivered", "households"),
    PublicTable("demolition", "dwellings-demolished", "households"),
    PublicTable("sales", "sales", "households"),
    PublicTable("energy", "energy-improved-dwellings", "households"),
    PublicTable(
        "vacancy",
        "vacancy-share",
        "households",
        counts=Unit.DWELLINGS,
        told_nl="Hoeveel woningen op de laatste dag van het halfjaar niet verhuurd waren. Welke "
        "woningen meetellen, staat in de definitie.",
    ),
    PublicTable("step-free", "step-free-dwellings", "households"),
    PublicTable(
        "arrears",
        "households-in-arrears",
        "vulnerable_households",
        Split.PART,
        "households-in-arrears-with-children",
        _CHILDREN,
    ),
    PublicTable(
        "evictions",
        "evictions",
        "vulnerable_households",
        Split.PART,
        "evictions-with-children",
        _CHILDREN,
    ),
    PublicTable("adaptations", "adaptations-completed", "vulnerable_households"),
    PublicTable("liveability", "liveability-spending", "amounts", Split.BREAKDOWN),
)


def public_table(table_id: str) -> PublicTable:
    """Return the table with this id.

    Raises:
        KeyError: There is none.
    """
    return {one.id: one for one in PUBLIC_TABLES}[table_id]
