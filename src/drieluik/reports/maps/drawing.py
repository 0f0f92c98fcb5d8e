"""The map itself: places and lines as SVG shapes, each place a link with its figure in words."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from drieluik.reports.maps.classes import Classes
from drieluik.reports.maps.colours import BORDER, WIJK, hatching
from drieluik.reports.maps.describing import describe_map
from drieluik.reports.maps.legend import LINES, ROUND, fill_of
from drieluik.reports.maps.places import (
    LARGEST_RADIUS,
    Circle,
    Circles,
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
_LETTER, _LARGE_LETTER, _FEW_LETTERS = 8, 17, 20
_SIZES = round(2 * LARGEST_RADIUS) + 12
"""Height of the row that tells how large circles are."""


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
        inside = _inside(one, classes, paper, key)
        look = f'stroke="{BORDER}" stroke-width="0.7" ' if isinstance(one, Figures) else ""
        faint = f'opacity="{one.opacity:g}" ' if one.opacity < 1 else ""
        drawn.append(f'<g {look}{faint}stroke-linejoin="round">{inside}</g>')
    return "".join(drawn)


def _inside(layer: Layer, classes: Classes, paper: "Paper", key: str) -> str:
    if isinstance(layer, Figures):
        return "".join(_place(place, classes, paper, key) for place in layer.places)
    return _lines(layer, paper) if isinstance(layer, Lines) else _circles(layer, paper)


class Paper:
    """Where a point in RD lies in the picture: as large as fits, upright, with whole tenths.

    Below the map there is room for the sizes of circles, when there are any.
    """

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
        self.bottom = round(height * self._scale + 2 * _EDGE)
        rows = [len(_sample_rows(one)) for one in layers if isinstance(one, Circles)]
        self.height = self.bottom + _SIZES * max(rows, default=0)

    def point(self, at: tuple[float, float]) -> tuple[float, float]:
        """Return where a point lies."""
        x = self._aside + (at[0] - self._left) * self._scale
        return round(x, 1), round(_EDGE + (self._top - at[1]) * self._scale, 1)

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
        elif isinstance(one, Lines):
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


def _circles(layer: Circles, paper: Paper) -> str:
    """Draw the circles, and below the map how large some of them are."""
    drawn = "".join(
        '<circle cx="{:g}" cy="{:g}" r="{:g}"/>'.format(*paper.point(one.at), layer.radius(one))
        for one in layer.circles
    )
    sizes = ""
    for at, row in enumerate(_sample_rows(layer)):
        x, middle = float(_EDGE), paper.bottom + _SIZES * (at + 0.5)
        for one in row:
            radius = layer.radius(one)
            mark = ' class="circle-size"' if _can_be_large(one) else ""
            sizes += (
                f'<circle cx="{x + radius:g}" cy="{middle:g}" r="{radius:g}"/>'
                f'<text{mark} x="{x + 2 * radius + 6:g}" y="{middle + 5:g}" '
                f'font-size="14" fill="{WIJK}" stroke="none">{escape(one.words)}</text>'
            )
            x += _sample_width(layer, one)
    return f'<g {ROUND} pointer-events="none">{drawn}{sizes}</g>'


def _sample_rows(layer: Circles) -> list[list[Circle]]:
    """Divide the sizes that are explained over rows that fit in the picture."""
    rows: list[list[Circle]] = []
    left = 0.0
    for one in layer.samples:
        width = _sample_width(layer, one)
        if not rows or width > left:
            rows.append([])
            left = float(WIDTH - _EDGE)
        rows[-1].append(one)
        left -= width
    return rows


def _sample_width(layer: Circles, sample: Circle) -> float:
    letter = _LARGE_LETTER if _can_be_large(sample) else _LETTER
    return 2 * layer.radius(sample) + 6 + letter * len(sample.words) + 24


def _can_be_large(sample: Circle) -> bool:
    """Whether a page may write these words larger where the map is a small picture."""
    return len(sample.words) <= _FEW_LETTERS


def _tenth(n: int) -> str:
    """Write tenths as a number.

    Examples:
        >>> _tenth(125), _tenth(-3), _tenth(40)
        ('12.5', '-.3', '4')
    """
    sign, (whole, part) = "-" if n < 0 else "", divmod(abs(n), 10)
    return f"{sign}{whole or ''}.{part}" if part else f"{sign}{whole}"
