"""The two columns with which every delivered row says where it is."""

from drieluik.core.tables.contract import Column, Kind

MUNICIPALITY = Column(
    name="municipality_code",
    kind=Kind.TEXT,
    header_nl="Gemeentecode",
    meaning_nl="De CBS-code van de gemeente, GM en vier cijfers. Een corporatie die in meer "
    "gemeenten werkt, levert alle gemeenten in één bestand aan.",
    example="GM0153",
)

BUURT = Column(
    name="buurt_code",
    kind=Kind.TEXT,
    header_nl="Buurtcode",
    meaning_nl="De CBS-code van de buurt, BU en acht tekens, van het jaar van de periode. "
    "Onbekend mag, maar dan telt de rij niet mee op de kaart.",
    required=False,
    example="BU01530000",
)
