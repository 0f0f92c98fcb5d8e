"""Which figures tables that went out do not tell exactly, so that no report may tell them.

Comes in: everything that ever went out, and figures that somebody is about to tell. Goes out: those
that tell what a table keeps back. Who has both would know what the table hides. A figure tells
itself, and all that follows from it beside what everybody has already: other reports, and what
tables do show. What follows from what is said in ``related`` and ``core.indicators.relations``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from drieluik.apps.releases.extensions import ToldFigure, list_given, list_told
from drieluik.apps.releases.models import PreparedTable
from drieluik.apps.releases.selectors.related import counted_quantity, related_figures
from drieluik.core.disclosure import Release, read_release
from drieluik.core.flows import AREA, CLASS, CORPORATION, PART, REST, PublicTable, public_table
from drieluik.core.indicators import ALL, roots, what_follows


def kept_back(municipality_id: int, told: Iterable[ToldFigure]) -> list[ToldFigure]:
    """Return which figures tell what a table that ever went out keeps back, in order."""
    told = set(told)
    out = _Out()
    for each in _went_out(municipality_id):
        out.add(*each)
    direct = {one for one in told if any(_gives(one, each) for each in out.hidden)}
    others = {one for _title, figures in list_told(municipality_id) for one in figures}
    telling = _telling(municipality_id, out, others - told, told - direct)
    return sorted(direct | (telling & told))


def texts_that_tell(
    municipality_id: int, period: str, tables: Iterable[tuple[str, str]]
) -> list[str]:
    """Return the public texts that tell what a table would hide, or with it what another hides.

    What an earlier table hides and everybody could work out already is no reason: to drop the new
    tables would not undo it.

    Args:
        municipality_id: The municipality.
        period: Half-year of the tables.
        tables: Of each its id and its release.
    """
    new, before = _Out(), _Out()
    for table_id, release in tables:
        new.add(table_id, period, release)
    for each in _went_out(municipality_id):
        before.add(*each)
    texts = list_told(municipality_id)
    told = {one for _title, figures in texts for one in figures}
    telling = {one for one in told if any(_gives(one, each) for each in new.hidden)}
    telling |= _telling_beside(municipality_id, new, before, told - telling)
    return [title for title, figures in texts if telling & set(figures)]


@dataclass
class _Out:
    """What tables tell, and what they keep back, of all areas together.

    Attributes:
        hidden: What is kept back, as reports name it: a share stands for its number.
        numbers: What is kept back, as relations name it.
        shown: What is told exactly, as relations name it.
    """

    hidden: set[ToldFigure] = field(default_factory=set)
    numbers: set[ToldFigure] = field(default_factory=set)
    shown: set[ToldFigure] = field(default_factory=set)

    def add(self, table_id: str, period: str, release: str) -> None:
        """Add one table that went out, or is about to."""
        table, content = public_table(table_id), read_release(release)
        for figure, is_shown in _cells(table, period, content, _as_number):
            (self.shown if is_shown else self.numbers).add(figure)
        self.hidden |= set(hidden_figures(table, period, release))


def _went_out(municipality_id: int) -> Iterator[tuple[str, str, str]]:
    """Give id, half-year and release of every table that ever went out."""
    rows = PreparedTable.objects.filter(
        publication__municipality_id=municipality_id, publication__published_at__isnull=False
    ).exclude(release="")
    for row in rows.select_related("publication").defer("kept"):
        yield row.table_id, row.publication.period, row.release
    for one in list_given(municipality_id):
        yield one.table_id, one.period, one.release


def hidden_figures(table: PublicTable, period: str, release: str) -> Iterator[ToldFigure]:
    """Give the figures of all areas together that a table does not tell exactly."""
    for figure, is_shown in _cells(table, period, read_release(release), _as_told):
        if not is_shown:
            yield figure


def _telling(
    municipality_id: int, out: _Out, known: set[ToldFigure], told: set[ToldFigure]
) -> set[ToldFigure]:
    """Return the told figures from which, beside what is known, something hidden follows.

    What followed already without them is not their doing. Each hidden figure is traced one way: who
    takes out what is named looks again, and finds the next.
    """
    if not out.numbers or not told:
        return set()
    related = _related(municipality_id, out.numbers)
    follows = what_follows(_with_what_follows(out.shown | known, related) | told, related)
    return _from_which(follows.keys() & out.numbers, follows) & told


def _telling_beside(
    municipality_id: int, new: _Out, before: _Out, told: set[ToldFigure]
) -> set[ToldFigure]:
    """Return the told figures from which something hidden follows once new tables are out.

    That is all that the new tables hide, and what earlier tables hide as far as it did not follow
    without the new ones.
    """
    if not told:
        return set()
    related = _related(municipality_id, new.numbers | before.numbers)
    shown = _with_what_follows(before.shown | new.shown, related)
    follows = what_follows(shown | told, related)
    had = _with_what_follows(before.shown | told, related)
    found = follows.keys() & (new.numbers | (before.numbers - had))
    return _from_which(found, follows) & told


def _related(municipality_id: int, hidden: set[ToldFigure]) -> list[frozenset[ToldFigure]]:
    return list(related_figures(municipality_id, {one.period for one in hidden}))


def _with_what_follows(
    known: set[ToldFigure], related: list[frozenset[ToldFigure]]
) -> set[ToldFigure]:
    return known | what_follows(known, related).keys()


def _from_which(
    found: Iterable[ToldFigure], follows: Mapping[ToldFigure, frozenset[ToldFigure]]
) -> set[ToldFigure]:
    return {root for each in found for root in roots(each, follows)}


def _cells(
    table: PublicTable,
    period: str,
    content: Release,
    named: Callable[[PublicTable, str], tuple[str, bool]],
) -> Iterator[tuple[ToldFigure, bool]]:
    """Give the figures of all areas together, and whether a table tells each exactly."""
    totals = {one.column: one.total for one in content.dimensions}
    for place, shown in zip(content.places, content.shown, strict=True):
        at = dict(zip(totals, place, strict=True))
        if at.get(AREA) not in (None, totals.get(AREA)):
            continue
        party, part = at.get(CORPORATION, ""), at.get(CLASS, ALL)
        is_shown = isinstance(shown, float | int)
        if part == REST and is_shown:
            # the rest is no figure of its own; hidden it is known by who knows the part
            continue
        is_whole = part in (ALL, totals.get(CLASS))
        indicator_id, above = named(table, part)
        yield (
            ToldFigure(
                indicator_id,
                period,
                "" if party == totals.get(CORPORATION) else party,
                ALL if is_whole or part in (PART, REST) else part,
                above,
            ),
            is_shown,
        )


def _as_told(table: PublicTable, part: str) -> tuple[str, bool]:
    """Name a cell as reports do: who knows the one half of a whole knows the other half."""
    return (table.part_id if part in (PART, REST) else table.indicator_id), False


def _as_number(table: PublicTable, part: str) -> tuple[str, bool]:
    """Name a cell as relations do: of a share a table tells the number above the line."""
    indicator_id = table.part_id if part in (PART, REST) else table.indicator_id
    return indicator_id, counted_quantity(indicator_id).above


def _gives(told: ToldFigure, hidden: ToldFigure) -> bool:
    """Whether a told figure gives a hidden one: a share of a hidden total does so too."""
    return (
        told.indicator_id == hidden.indicator_id
        and hidden.period.startswith(told.period)
        and told.party_code == hidden.party_code
        and hidden.part in (ALL, told.part)
    )
