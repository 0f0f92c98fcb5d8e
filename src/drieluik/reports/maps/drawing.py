"""The map itself: places and lines as SVG shapes, each place a link with its figure in words."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from drieluik.reports.maps.classes import Classes
from drieluik.reports.maps.colours import BORDER, hatching
from drieluik.reports.maps.describing import describe_map
from drieluik.reports.maps.legend import LINES, fill_of
from drieluik.reports.maps.places import (
    Figures,
    Layer,
    Lines,
    MapWords,
    NotShown,
    Place,
    Polygons,
    Shown,
)

WIDTH, TALLEST, _EDGE = 640, 640, 4


def map_for_page(layers: Sequence[Layer], classes: Classes, words: MapWords, key: str) -> str:
    """Draw a map for inside a page; title and legend stand beside it in the page itself.

    Args:
        layers: From below to above.
        classes: Which figure gets which colour.
        words: What the description says.
        key: Beginning of all names in the picture, unique on the page.

    Returns:
        An ``svg`` element. It is a group and not an image: an image hides its links from who hears
        the page. It holds no style and no script, so that it stands in a page that allows neither.
    """
    paper = Paper(layers)
    places = [place for one in layers if isinstance(one, Figures) for place in one.places]
    return (
        f'<svg class="map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} '
        f'{paper.height}" role="group" aria-labelledby="{key}-title" aria-describedby="{key}-desc">'
        f'<title id="{key}-title">{escape(f"{words.title}, {words.subtitle}")}</title>'
        f'<desc id="{key}-desc">{escape(describe_map(places, words))}</desc>'
        f"<defs>{hatching(key)}</defs>{shapes(layers, classes, paper, key)}</svg>"
    )


def shapes(layers: Sequence[Layer], classes: Classes, paper: "Paper", key: str) -> str:
    """Return all layers as SVG shapes."""
    drawn = []
    for one in layers:
        inside = (
            "".join(_place(place, classes, paper, key) for place in one.places)
            if isinstance(one, Figures)
            else _lines(one, paper)
        )
        look = f'stroke="{BORDER}" stroke-width="0.7" ' if isinstance(one, Figures) else ""
        faint = f'opacity="{one.opacity:g}" ' if one.opacity < 1 else ""
        drawn.append(f'<g {look}{faint}stroke-linejoin="round">{inside}</g>')
    return "".join(drawn)


class Paper:
    """Where a point in RD lies in the picture: as large as fits, upright, with whole tenths."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        points = [
            point
            for polygons in _all_polygons(layers)
            for polygon in polygons
            for ring in polygon[:1]
            for point in ring
        ] or [(0.0, 0.0)]
        self._left, self._top = min(x for x, _ in points), max(y for _, y in points)
        width = max(max(x for x, _ in points) - self._left, 1.0)
        height = max(self._top - min(y for _, y in points), 1.0)
        room = WIDTH - 2 * _EDGE
        self._scale = min(room / width, (TALLEST - 2 * _EDGE) / height)
        self._aside = _EDGE + (room - width * self._scale) / 2
        self.height = round(height * self._scale + 2 * _EDGE)

    def path(self, polygons: Polygons) -> str:
        """Return polygons as one path; each step is written from the point before it, to be short."""
        return "".join(self._ring(ring) for polygon in polygons for ring in polygon)

    def _ring(self, ring: Sequence[tuple[float, float]]) -> str:
        tenths = [
            (
                round((self._aside + (x - self._left) * self._scale) * 10),
                round((_EDGE + (self._top - y) * self._scale) * 10),
            )
            for x, y in ring[:-1]
        ]
        kept = [at for n, at in enumerate(tenths) if at != tenths[n - 1]]
        if len(kept) < 3:
            return ""
        (x, y), rest = kept[0], kept[1:]
        steps = zip(kept, rest, strict=False)
        line = " ".join(f"{_tenth(b[0] - a[0])} {_tenth(b[1] - a[1])}" for a, b in steps)
        return f"M{_tenth(x)} {_tenth(y)}l{line}z".replace(" -", "-")


def _all_polygons(layers: Sequence[Layer]) -> Iterable[Polygons]:
    for one in layers:
        if isinstance(one, Figures):
            yield from (place.polygons for place in one.places)
        else:
            yield from (polygons for _name, polygons in one.areas)


def _place(place: Place, classes: Classes, paper: Paper, key: str) -> str:
    fill = fill_of(fill_name(place, classes), key)
    path = (
        f'<path d="{paper.path(place.polygons)}" fill="{fill}" fill-rule="evenodd">'
        f"<title>{escape(place.words)}</title></path>"
    )
    if not place.href:
        return path
    return (
        f"<a href={quoteattr(place.href)} data-code={quoteattr(place.code)} "
        f"aria-label={quoteattr(place.words)}>{path}</a>"
    )


def fill_name(place: Place, classes: Classes) -> str:
    """Return how an area is filled: the colour of its class, ``hidden`` or ``missing``."""
    figure = place.figure
    if isinstance(figure, Shown):
        return classes.colours[classes.of(figure.value)]
    return "hidden" if isinstance(figure, NotShown) else "missing"


def _lines(lines: Lines, paper: Paper) -> str:
    named = "".join(
        f'<path d="{paper.path(polygons)}"><title>{escape(f"{lines.name}: {name}")}</title></path>'
        for name, polygons in lines.areas
    )
    return f'<g {LINES[lines.look]} pointer-events="none">{named}</g>'


def _tenth(n: int) -> str:
    """Write tenths as a number.

    Examples:
        >>> _tenth(125), _tenth(-3), _tenth(40)
        ('12.5', '-.3', '4')
    """
    sign, (whole, part) = "-" if n < 0 else "", divmod(abs(n), 10)
    return f"{sign}{whole or ''}.{part}" if part else f"{sign}{whole}"
