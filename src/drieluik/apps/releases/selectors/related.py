"""Which figures of a municipality follow from which others, over some half-years.

Comes in: the half-years that tables hide something of. Goes out: sets of figures of which the last
one is known as soon as all others are: by definition, by adding up classes, corporations and
half-years.
"""

from collections.abc import Collection, Iterator

from drieluik.apps.monitor.selectors.to_publish import corporations_counted
from drieluik.apps.releases.extensions import ToldFigure
from drieluik.core.flows import PUBLIC_TABLES
from drieluik.core.indicators import Aggregation, Nature, Quantity, indicator, relations

Related = frozenset[ToldFigure]


def related_figures(municipality_id: int, periods: Collection[str]) -> Iterator[Related]:
    """Give every set of figures of which the last one follows from the others.

    Args:
        municipality_id: The municipality.
        periods: Half-years; the years around them, and their other halves, are looked at as well.
    """
    years = sorted({one.split("-")[0] for one in periods})
    quantities = _quantities()
    ids = {one.indicator_id for one in quantities}
    counted: dict[tuple[str, str], frozenset[str]] = {}
    for year in years:
        halves = (f"{year}-1", f"{year}-2")
        found = corporations_counted(
            municipality_id=municipality_id, indicator_ids=ids, periods=halves
        )
        counted |= found
        counted |= {(one, year): found[one, halves[0]] | found[one, halves[1]] for one in ids}
    for period in sorted({when for _id, when in counted}):
        codes = frozenset[str]().union(*(counted[one, period] for one in ids))
        yield from _by_definition(period, codes)
    for one in quantities:
        if _is_share(one):
            continue
        for year in years:
            yield from _of_both_halves(one, year, counted[one.indicator_id, year])
        for when in (when for found_id, when in counted if found_id == one.indicator_id):
            if codes := counted[one.indicator_id, when]:
                yield frozenset(_told(one, when, code) for code in ("", *codes))


def _quantities() -> frozenset[Quantity]:
    """Return what stands in a relation or in a table."""
    related = {one for each in relations() for one in each}
    counted = {each for table in PUBLIC_TABLES for each in table.indicator_ids}
    return frozenset(related | {counted_quantity(one) for one in counted})


def counted_quantity(indicator_id: str) -> Quantity:
    """Return what a table counts of an indicator: of a share the number above the line."""
    return Quantity(indicator_id, above=_is_share(Quantity(indicator_id)))


def _by_definition(period: str, codes: Collection[str]) -> Iterator[Related]:
    for one in relations():
        for code in ("", *sorted(codes)):
            yield frozenset(_told(each, period, code) for each in one)


def _of_both_halves(one: Quantity, year: str, codes: Collection[str]) -> Iterator[Related]:
    """Give a year with its halves; of a stock the last day of the year counts."""
    is_stock = indicator(one.indicator_id).nature is Nature.STOCK
    halves = (f"{year}-2",) if is_stock else (f"{year}-1", f"{year}-2")
    for code in ("", *sorted(codes)):
        yield frozenset(_told(one, when, code) for when in (year, *halves))


def _told(one: Quantity, period: str, party_code: str) -> ToldFigure:
    return ToldFigure(one.indicator_id, period, party_code, one.part, one.above)


def _is_share(one: Quantity) -> bool:
    return not one.above and indicator(one.indicator_id).aggregation is Aggregation.RATIO
