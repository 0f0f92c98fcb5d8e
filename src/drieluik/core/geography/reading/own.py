"""Rows of a file with areas of one's own: any name, no code of the CBS."""

from drieluik.core.geography.borders import Area, Level
from drieluik.core.geography.reading.opening import RawLayer
from drieluik.core.geography.reading.result import BorderQuestion
from drieluik.core.geography.reading.rows import ReadRows


def read_own_rows(layer: RawLayer, question: BorderQuestion) -> ReadRows:
    """Make an area of every row; the name is that of the first column of names.

    Args:
        layer: A layer with shapes.
        question: The year that is written with the areas.
    """
    read = ReadRows()
    names = [one.meaning for one in layer.taken]
    at_name = next((at for at, meaning in enumerate(names) if meaning.endswith("_name")), None)
    for at, row in enumerate(layer.rows):
        number = f"EIGEN-{layer.numbers[at]}"
        name = row[at_name].strip() if at_name is not None else ""
        area = Area(
            number, name or f"{layer.name} {layer.numbers[at]}", Level.OWN, question.year or 0
        )
        read.areas.append((at, area))
    return read
