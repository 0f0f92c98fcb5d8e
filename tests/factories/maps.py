"""Small maps for tests: squares of a kilometre beside each other, each with a figure or a reason."""

from drieluik.reports.charts import Form
from drieluik.reports.maps import Figures, MapWords, NoFigure, NotShown, Place, Shown

HIDDEN = NotShown()
LATE = NoFigure("niet aangeleverd")
WORDS = MapWords(
    title="Ontruimingen, Voorbeeldstad",
    subtitle="2020-1, alle corporaties samen",
    unit="huishoudens",
    form=Form.COUNT,
    source="aanleveringen; grenzen: verzonnen, 2021",
)


def square(column, row=0):
    x, y = 250_000.0 + 1000 * column, 470_000.0 + 1000 * row
    ring = ((x, y), (x + 1000, y), (x + 1000, y + 1000), (x, y + 1000), (x, y))
    return ((ring,),)


def place(at, figure, href=None):
    if isinstance(figure, int | float):
        figure = Shown(figure, str(figure))
    code = f"BU9901{at:04d}"
    where = f"/herkomst/?buurt={code}" if href is None else href
    return Place(code, f"Buurt {at}", square(at), figure, where)


def figures(*values):
    return Figures(tuple(place(at, value) for at, value in enumerate(values)))
