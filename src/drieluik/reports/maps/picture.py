"""A map as a picture that stands alone: with its title, legend, source and all that must be said."""

import textwrap
from collections.abc import Sequence
from dataclasses import replace
from xml.sax.saxutils import escape

from drieluik.reports.charts import FONT, INK, NORM, QUIET
from drieluik.reports.maps.classes import Classes
from drieluik.reports.maps.colours import PAPER, hatching
from drieluik.reports.maps.describing import describe_map, said_beside
from drieluik.reports.maps.drawing import WIDTH, Paper, shapes
from drieluik.reports.maps.legend import LegendRow, legend_of, patch
from drieluik.reports.maps.places import Figures, Layer, MapWords

_EDGE, _LEGEND, _LINE, _ROW = 20, 240, 18, 26
_ALL = WIDTH + _LEGEND + 3 * _EDGE
_WIDE, _NARROW = 118, 26
"""How many signs go on a line over the whole width, and in the legend."""


def map_picture(layers: Sequence[Layer], classes: Classes, words: MapWords) -> str:
    """Draw a map to download or print.

    Args:
        layers: From below to above; links are left out.
        classes: Which figure gets which colour.
        words: Title, source and what must be said.

    Returns:
        The SVG text, the same bytes for the same figures. It refers to nothing outside.
    """
    layers = [_without_links(one) for one in layers]
    paper, key = Paper(layers), "map"
    places = [place for one in layers if isinstance(one, Figures) for place in one.places]
    heading, top = _heading(words)
    rows, legend_height = _legend(legend_of(layers, classes), words.unit, key)
    below = top + max(paper.height, legend_height) + _EDGE
    source, height = _lines([f"Bron: {words.source}"], below + _LINE, QUIET)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_ALL}" height="{height}" '
        f'viewBox="0 0 {_ALL} {height}" role="img" font-family="{FONT}" font-size="13">'
        f"<title>{escape(f'{words.title}, {words.subtitle}')}</title>"
        f"<desc>{escape(describe_map(places, words))}</desc><defs>{hatching(key)}</defs>"
        f'<rect width="{_ALL}" height="{height}" fill="{PAPER}"/>{heading}'
        f'<g transform="translate({_EDGE} {top})">{shapes(layers, classes, paper, key)}</g>'
        f'<g transform="translate({WIDTH + 2 * _EDGE} {top})">{rows}</g>{source}</svg>'
    )


def map_png(picture: str) -> bytes:
    """Return a picture of ``map_picture`` as PNG, twice as fine as it is shown."""
    import vl_convert

    png: bytes = vl_convert.svg_to_png(picture, scale=2)
    return png


def _without_links(layer: Layer) -> Layer:
    if not isinstance(layer, Figures):
        return layer
    return replace(layer, places=tuple(replace(place, href="") for place in layer.places))


def _heading(words: MapWords) -> tuple[str, int]:
    """Return title and remarks, and where they end."""
    title, at = "", _EDGE + 12
    for line in textwrap.wrap(words.title, 90):
        title += (
            f'<text x="{_EDGE}" y="{at}" font-size="18" font-weight="bold" fill="{INK}">'
            f"{escape(line)}</text>"
        )
        at += 24
    period, at = _lines([words.subtitle], at, INK)
    said, at = _lines(said_beside(words), at, NORM)
    return title + period + said, at


def _lines(texts: Sequence[str], at: int, colour: str) -> tuple[str, int]:
    """Write sentences under each other, folded; return them and where they end."""
    folded = [line for text in texts for line in textwrap.wrap(text, _WIDE)]
    written = "".join(
        f'<text x="{_EDGE}" y="{at + n * _LINE}" fill="{colour}">{escape(line)}</text>'
        for n, line in enumerate(folded)
    )
    return written, at + len(folded) * _LINE


def _legend(rows: Sequence[LegendRow], unit: str, key: str) -> tuple[str, int]:
    drawn, at = f'<text y="12" font-weight="bold" fill="{INK}">{escape(unit)}</text>', _ROW
    for row in rows:
        folded = textwrap.wrap(f"{row.label} ({row.n})", _NARROW)
        text = "".join(
            f'<text x="38" y="{at + 13 + n * _LINE}" fill="{INK}">{escape(line)}</text>'
            for n, line in enumerate(folded)
        )
        drawn += f'<g transform="translate(0 {at})">{patch(row, key)}</g>{text}'
        at += _ROW + (len(folded) - 1) * _LINE
    return drawn, at
