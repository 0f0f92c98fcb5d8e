"""Dwellings that suit people who walk with difficulty, for growing old at home (agreement 8.3)."""

from drieluik.core.tables.code_lists import code_list
from drieluik.core.tables.contract import Column, Kind, Reference, Table
from drieluik.core.tables.places import BUURT, MUNICIPALITY

ACCESSIBLE_DWELLINGS = Table(
    id="accessible_dwellings",
    version=1,
    sheet_nl="Toegankelijke woningen",
    meaning_nl="Eén rij per woning die op de laatste dag van de periode een label voor "
    "toegankelijkheid heeft. Woningen zonder bijzondere toegankelijkheid staan hier niet.",
    serves=("8.1", "8.3"),
    columns=(
        Column(
            "dwelling_id",
            Kind.TEXT,
            "VHE-nummer",
            "Het nummer van de woning, zoals op het blad Woningen.",
            example="0001234",
        ),
        MUNICIPALITY,
        BUURT,
        Column(
            "accessibility_label",
            Kind.CODE,
            "Toegankelijkheid",
            "Het zwaarste label dat past, bijvoorbeeld NUL voor een nultredenwoning of ROL voor een "
            "rolstoelwoning.",
            codes=code_list("toegankelijkheidslabel"),
            example="NUL",
        ),
    ),
    key=("dwelling_id",),
    rules=(
        Reference(
            "an_accessible_dwelling_is_in_stock",
            "dwelling_id",
            "dwellings",
            "dwelling_id",
            blocks=False,
            why_nl="Alleen woningen die in bezit zijn, tellen mee.",
        ),
    ),
)
