"""Makes small files with borders: squares of a kilometre in a made-up municipality, in RD."""

import io
import json
import zipfile

import numpy as np
import shapely
from pyogrio import raw

PLACE = "GM9901"
X, Y, SIDE = 250_000.0, 470_000.0, 1000.0
COLUMNS = {
    "buurtcode": "code",
    "buurtnaam": "name",
    "wijkcode": "wijk",
    "gemeentecode": "municipality",
    "gemeentenaam": "municipality_name",
    "water": "water",
    "aantal_inwoners": "n_inhabitants",
    "aantal_huishoudens": "n_households",
    "jaar": "year",
}
OLD_COLUMNS = {
    "BU_CODE": "code",
    "BU_NAAM": "name",
    "WK_CODE": "wijk",
    "GM_CODE": "municipality",
    "GM_NAAM": "municipality_name",
    "H2O": "water",
    "AANT_INW": "n_inhabitants",
    "AANTAL_HH": "n_households",
}


def square(column=0, row=0, width=1, height=1):
    """Return a square or rectangle of whole kilometres."""
    x, y = X + SIDE * column, Y + SIDE * row
    return shapely.box(x, y, x + SIDE * width, y + SIDE * height)


def made_row(number=0, shape="square", **changed):
    """Return one row: the buurt with this number, a square east of the one before."""
    code = f"BU9901{number:04d}"
    row = {
        "code": code,
        "name": f"Buurt {number}",
        "wijk": f"WK{code[2:8]}",
        "municipality": PLACE,
        "municipality_name": "Voorbeelddorp",
        "water": "NEE",
        "n_inhabitants": 100 + number,
        "n_households": 50,
        "year": 2021,
        "shape": square(number) if isinstance(shape, str) else shape,
    }
    return {**row, **changed}


def made_rows(n=3):
    """Return some buurten in a row."""
    return [made_row(number) for number in range(n)]


def rows_of(year, **shapes):
    """Return the buurten of one wijk of the made-up GM9001, each code with its shape."""
    return [
        made_row(at, shape=shape, code=code, wijk="WK900100", municipality="GM9001", year=year)
        for at, (code, shape) in enumerate(shapes.items())
    ]


def geojson(rows, columns=COLUMNS, crs=None):
    """Write rows as GeoJSON; without a grid unless one is named."""
    features = [
        {
            "type": "Feature",
            "properties": {name: row[key] for name, key in columns.items()},
            "geometry": json.loads(shapely.to_geojson(row["shape"])) if row["shape"] else None,
        }
        for row in rows
    ]
    grid = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    return json.dumps({"type": "FeatureCollection", **grid, "features": features}).encode()


def geopackage(tmp_path, rows, columns=COLUMNS, crs="EPSG:28992", layer="buurten"):
    """Write rows as a layer of a GeoPackage; layers are added to a file that is there."""
    place = tmp_path / "grenzen.gpkg"
    _write(place, rows, columns, crs, layer=layer, append=place.exists())
    return place.read_bytes()


def shapefile(tmp_path, rows, columns=OLD_COLUMNS, crs="EPSG:28992", without=()):
    """Write rows as a zipped shapefile, without the parts that are named."""
    place = tmp_path / "shape" / "buurten.shp"
    place.parent.mkdir(exist_ok=True)
    _write(place, rows, columns, crs)
    return zipped(
        {
            f"map/{path.name}": path.read_bytes()
            for path in place.parent.iterdir()
            if path.suffix not in without
        }
    )


def zipped(parts):
    """Return a zip of named bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def table(rows, columns=COLUMNS, separator=";"):
    """Write rows as a table of text."""
    lines = [separator.join(columns)]
    lines += [separator.join(str(row[key]) for key in columns.values()) for row in rows]
    return "\n".join(lines).encode()


def _write(place, rows, columns, crs, append=False, **more):
    shapes = np.array([shapely.to_wkb(row["shape"]) for row in rows], dtype=object)
    values = [_column([row[key] for row in rows]) for key in columns.values()]
    driver = "GPKG" if place.suffix == ".gpkg" else "ESRI Shapefile"
    raw.write(
        place,
        shapes,
        values,
        list(columns),
        geometry_type=rows[0]["shape"].geom_type,
        crs=crs,
        driver=driver,
        append=append,
        **more,
    )


def _column(values):
    return np.array(values, dtype=np.int64 if isinstance(values[0], int) else object)
