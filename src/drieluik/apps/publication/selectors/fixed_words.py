"""What the product itself calls things in reports and lists, whatever the agreements are called."""

from collections.abc import Iterator

from drieluik.apps.monitor.wording import LIGHT_LABELS, part_names
from drieluik.apps.organisations.selectors import get_municipality, party_names
from drieluik.apps.reporting.kinds import kinds
from drieluik.core.indicators import VERSIONS


def fixed_words(municipality_id: int) -> frozenset[str]:
    """Return names of lights, of parts of figures, of parties and their place, and of fixed chapters.

    A cell with "Onbekend" tells nothing of an agreement that happens to be called that.
    """
    return frozenset(map(str, _names(municipality_id)))


def _names(municipality_id: int) -> Iterator[object]:
    yield get_municipality(municipality_id=municipality_id).name
    yield from party_names(municipality_id=municipality_id).values()
    yield from LIGHT_LABELS.values()
    for card in VERSIONS:
        yield from part_names(card).values()
    for kind in kinds().values():
        # a heading with a place for the theme is no title by itself; titles of themes are known
        yield from (one.heading for one in kind.chapters if "{" not in one.heading)
