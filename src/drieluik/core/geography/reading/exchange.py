"""A reading as JSON and back, between the reading process and its caller."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from drieluik.core.findings import Finding, Place, Severity
from drieluik.core.geography.borders import Area, Count, Level, Missing
from drieluik.core.geography.reading.columns import How, TakenAs
from drieluik.core.geography.reading.result import BorderQuestion, BorderReading, LayerReport


def question_to_json(question: BorderQuestion) -> dict[str, Any]:
    """Write what is asked of a file."""
    known = {str(year): sorted(codes) for year, codes in question.known.items()}
    return {**asdict(question), "known": known}


def question_from_json(written: Mapping[str, Any]) -> BorderQuestion:
    """Read what ``question_to_json`` wrote."""
    known = {int(year): frozenset(codes) for year, codes in written["known"].items()}
    return BorderQuestion(**{**written, "known": known})


def to_json(reading: BorderReading) -> dict[str, Any]:
    """Write a reading; shapes are well-known binary in hexadecimal, in RD."""
    return {
        "kind": reading.kind,
        "year": reading.year,
        "areas": [area_to_json(area) for area in reading.areas],
        "layers": [asdict(layer) for layer in reading.layers],
        "findings": [asdict(found) for found in reading.findings],
    }


def from_json(written: Mapping[str, Any]) -> BorderReading:
    """Read what ``to_json`` wrote."""
    return BorderReading(
        kind=written["kind"],
        year=written["year"],
        areas=tuple(area_from_json(area) for area in written["areas"]),
        layers=layers_from_json(written["layers"]),
        findings=findings_from_json(written["findings"]),
    )


def layers_from_json(written: list[dict[str, Any]]) -> tuple[LayerReport, ...]:
    """Read the reports per layer."""
    return tuple(
        LayerReport(
            **{
                **layer,
                "taken": tuple(
                    TakenAs(one["meaning"], one["column"], How(one["how"]))
                    for one in layer["taken"]
                ),
                "not_read": tuple(layer["not_read"]),
            }
        )
        for layer in written
    )


def findings_from_json(written: list[dict[str, Any]]) -> tuple[Finding, ...]:
    """Read findings."""
    return tuple(
        Finding(
            **{
                **found,
                "severity": Severity(found["severity"]),
                "place": Place(**found["place"]),
            }
        )
        for found in written
    )


def area_to_json(area: Area) -> dict[str, Any]:
    """Write one area."""
    import shapely

    shape = None if area.shape is None else shapely.to_wkb(area.shape, hex=True)
    counts = {name: asdict(count) for name, count in area.counts.items()}
    names = ("code", "name", "year", "parent_code", "change", "derived")
    plain = {name: getattr(area, name) for name in names}
    return {**plain, "level": str(area.level), "shape": shape, "counts": counts}


def area_from_json(written: Mapping[str, Any]) -> Area:
    """Read one area."""
    import shapely

    shape = None if written["shape"] is None else shapely.from_wkb(written["shape"])
    counts = {
        name: Count(one["value"], one["missing"] and Missing(one["missing"]))
        for name, one in written["counts"].items()
    }
    fields = {**written, "level": Level(written["level"]), "shape": shape, "counts": counts}
    return Area(**fields)
