"""Opening a file with shapes: its layers, the columns that matter, and the shapes that are kept.

Only rows that count are read with their shape: a file of the whole country costs little when one
municipality is asked for.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from drieluik.core.geography.reading.columns import TakenAs, recognise
from drieluik.core.geography.reading.kinds import FileLimits, Kind, OpenFile, RefusedError
from drieluik.core.geography.rules import finding

_SAMPLE = 50


@dataclass(frozen=True, slots=True)
class RawLayer:
    """A table of a file as text, before anything is understood of it.

    Attributes:
        name: Name of the layer or file.
        columns: All columns.
        taken: The columns that were recognised.
        rows: One per row, in the order of ``taken``; a missing value is an empty text.
        numbers: Number of each row in the layer as the file counts them, from 1.
        source: Where shapes can be read; None for a table.
        declared: What the file says of its grid; empty when it says nothing.
    """

    name: str
    columns: tuple[str, ...]
    taken: tuple[TakenAs, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    source: "ShapeSource | None" = None
    declared: str = ""


@dataclass(frozen=True, slots=True)
class ShapeSource:
    """Where the shapes of a layer are."""

    file: OpenFile
    layer: str
    fids: tuple[int, ...]

    def shapes(self, rows: Sequence[int], limits: FileLimits) -> Any:
        """Return the shapes of some rows as an array of shapely; None where one is unreadable.

        Raises:
            RefusedError: The file is damaged, or has too many points.
        """
        import numpy as np
        import shapely

        if not rows:
            return np.array([], dtype=object)
        fids = [self.fids[row] for row in rows]
        raw = read_raw(self.file, self.layer, columns=[], fids=fids)[2]
        shapes = shapely.force_2d(shapely.from_wkb(raw, on_invalid="ignore"))
        n_points = int(shapely.get_num_coordinates(shapes).sum())
        if n_points > limits.points:
            raise RefusedError(finding("file_many_points", count=n_points, most=limits.points))
        return shapes


def open_layers(file: OpenFile, limits: FileLimits) -> list[RawLayer]:
    """Read the columns that matter of every layer with shapes.

    Raises:
        RefusedError: The file is damaged, or holds too many areas.
    """
    import pyogrio

    with as_damaged():
        layers = pyogrio.list_layers(file.place)
    return [_layer(file, str(name), limits) for name, kind in layers if kind is not None]


def _layer(file: OpenFile, name: str, limits: FileLimits) -> RawLayer:
    import pyogrio

    with as_damaged():
        told = pyogrio.read_info(file.place, layer=name, force_feature_count=True)
    if told["features"] > limits.areas:
        raise RefusedError(finding("file_many_areas", count=told["features"], most=limits.areas))
    columns = tuple(str(column) for column in told["fields"])
    sample = texts_of(read_raw(file, name, max_features=_SAMPLE, read_geometry=False)[3])
    taken = recognise(columns, dict(zip(columns, sample, strict=True)))
    wanted = [one.column for one in taken]
    meta, fids, _, values = read_raw(
        file, name, columns=wanted, read_geometry=False, return_fids=True
    )
    by_name = dict(zip(map(str, meta["fields"]), texts_of(values), strict=True))
    fids = tuple(int(fid) for fid in fids)
    rows = tuple(zip(*(by_name[column] for column in wanted), strict=True)) or ((),) * len(fids)
    return RawLayer(
        name=file.name if file.kind in (Kind.SHAPEFILE, Kind.GEOJSON) else name,
        columns=columns,
        taken=taken,
        rows=rows,
        numbers=tuple(range(1, len(fids) + 1)),
        source=ShapeSource(file, name, fids),
        declared=declared_grid(file, told["crs"]),
    )


def read_raw(file: OpenFile, layer: str, **asked: Any) -> Any:
    """Read a layer as arrays: what is told of it, its numbers, its shapes and its columns."""
    from pyogrio import raw

    with as_damaged():
        return raw.read(file.place, layer=layer, **asked)


@contextmanager
def as_damaged() -> Iterator[None]:
    """Take every complaint of the library about a file as: it is damaged."""
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            warnings.simplefilter("ignore", UserWarning)
            yield
    except (DataLayerError, DataSourceError, FeatureError, FieldError, ValueError) as fault:
        raise RefusedError(finding("file_damaged")) from fault


def declared_grid(file: OpenFile, stated: str | None) -> str:
    """Return what the file itself says: GeoJSON without a grid is said to be WGS84 by default."""
    if not stated or not file.has_grid:
        return ""
    if file.kind is Kind.GEOJSON and b'"crs"' not in _head(file):
        return ""
    return stated


def _head(file: OpenFile) -> bytes:
    with file.place.open("rb") as opened:
        return opened.read(100_000)


def texts_of(columns: Sequence[Any]) -> list[list[str]]:
    """Write the values of columns as texts; what is missing is empty."""
    return [[_text(value) for value in column] for column in columns]


def _text(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
