"""The process that reads one file with borders: ``python -m drieluik.core.geography.reading.isolating FOLDER``.

It limits itself before it opens the file, lets go of every driver that could follow a reference
in the file to somewhere else, tells its progress line by line and leaves the areas as JSON.
"""

import os
import sys
from typing import Any

from drieluik.core.isolation import answer, tell

UNWANTED_DRIVERS = (
    "PCIDSK,PDS4,VICAR,PDF,MBTiles,EEDA,OGCAPI,GDALG,MapInfo File,LVBAG,S57,DGN,OGR_VRT,CSV,GML,"
    "GPX,LIBKML,KML,GeoJSONSeq,ESRIJSON,TopoJSON,JSONFG,OGR_GMT,SQLite,WAsP,OpenFileGDB,DXF,"
    "FlatGeobuf,GeoRSS,VFK,PGDUMP,OSM,GPSBabel,OGR_PDS,WFS,OAPIF,EDIGEO,Idrisi,ODS,XLSX,"
    "Elasticsearch,Carto,AmigoCloud,SXF,Selafin,JML,PLSCENES,CSW,VDV,MVT,MapML,GTFS,PMTiles,NGW,"
    "MiraMonVector,ADBC,AVCBin,AVCE00,AIVector,HTTP"
)
"""Drivers of GDAL that are not needed; some would fetch what a file refers to."""


def main(folder: str) -> int:
    """Read the file in the folder; return the exit code."""
    return answer(folder, _read)


def _read(content: bytes, asked: Any) -> Any:
    os.environ["OGR_SKIP"] = UNWANTED_DRIVERS
    # after the drivers are set aside: loading the library registers the others
    from drieluik.core.geography.reading.exchange import question_from_json, to_json
    from drieluik.core.geography.reading.read import read_borders

    question = question_from_json(asked["question"])
    return to_json(read_borders(content, asked["filename"], question, tell))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
