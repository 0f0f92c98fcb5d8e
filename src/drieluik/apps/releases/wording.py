"""Words around publications: names of tables, what has no rules yet, and days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from drieluik.apps.releases.models import PreparedTable
from drieluik.core.flows import PUBLIC_TABLES, public_table
from drieluik.core.indicators import INDICATORS


@dataclass(frozen=True, slots=True)
class NamedTable:
    """One figure in a publication: its name, and what came of each of its tables."""

    id: str
    name: str
    rows: tuple[PreparedTable, ...]

    @property
    def can_be_seen(self) -> bool:
        """Whether any of its tables can be made public."""
        return any(row.release for row in self.rows)

    @property
    def reasons(self) -> list[str]:
        """Why some of its tables cannot."""
        return [line for row in self.rows for line in row.reasons.splitlines()]

    @property
    def n_hidden(self) -> int:
        """How many figures are not shown."""
        return sum(row.n_hidden for row in self.rows)

    @property
    def n_already_out(self) -> int:
        """How many figures earlier publications tell more of than the rules allow."""
        return sum(row.n_already_out for row in self.rows)


def named_tables(rows: Sequence[PreparedTable]) -> list[NamedTable]:
    """Return the figures of a publication, in order, each with its tables."""
    of: dict[str, list[PreparedTable]] = {}
    for row in rows:
        of.setdefault(row.table_id, []).append(row)
    return [NamedTable(each, public_table(each).name_nl, tuple(of[each])) for each in of]


def without_rules() -> list[str]:
    """Return the figures for which there are no rules yet, so that they stay inside."""
    used = {each for table in PUBLIC_TABLES for each in table.indicator_ids}
    return [one.name_nl for one in INDICATORS if one.id not in used]


def day_words(moment: datetime | None) -> str:
    """Return the day of a moment in words, or that it has not come yet."""
    if moment is None:
        return _("not public yet")
    return date_format(timezone.localtime(moment), "j F Y")
