"""A reading as JSON and back, between the reading process and its caller."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from drieluik.core.geography import Level, Missing
from drieluik.core.geography.reading.exchange import findings_from_json
from drieluik.core.layers.values import (
    AreaValue,
    FigureKind,
    KnownAreas,
    LayerQuestion,
    LayerReading,
    Scale,
)


def question_to_json(question: LayerQuestion) -> dict[str, Any]:
    """Write what is asked of a file; shapes are well-known binary in hexadecimal."""
    import shapely

    known = [
        {
            "year": one.year,
            "names": dict(one.names),
            "shapes": {code: shapely.to_wkb(shape, hex=True) for code, shape in one.shapes.items()},
        }
        for one in question.known
    ]
    plain = ("municipality_code", "kind", "level", "column", "year", "scale")
    return {**{name: getattr(question, name) for name in plain}, "known": known}


def question_from_json(written: Mapping[str, Any]) -> LayerQuestion:
    """Read what ``question_to_json`` wrote."""
    import shapely

    known = tuple(
        KnownAreas(
            one["year"],
            one["names"],
            {code: shapely.from_wkb(shape) for code, shape in one["shapes"].items()},
        )
        for one in written["known"]
    )
    told = {
        "kind": FigureKind(written["kind"]),
        "level": Level(written["level"]),
        "scale": Scale(written["scale"]),
        "known": known,
    }
    return LayerQuestion(**{**written, **told})


def to_json(reading: LayerReading) -> dict[str, Any]:
    """Write a reading."""
    return asdict(reading)


def from_json(written: Mapping[str, Any]) -> LayerReading:
    """Read what ``to_json`` wrote."""
    return LayerReading(
        **{
            **written,
            "candidates": tuple(written["candidates"]),
            "values": tuple(value_from_json(one) for one in written["values"]),
            "findings": findings_from_json(written["findings"]),
        }
    )


def value_from_json(written: Mapping[str, Any]) -> AreaValue:
    """Read one value."""
    missing = written["missing"]
    return AreaValue(**{**written, "missing": Missing(missing) if missing else None})
