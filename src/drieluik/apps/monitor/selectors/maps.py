"""Figures on the map: what the reader may see of an indicator, put in the areas of the municipality."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from drieluik.apps.areas.selectors import MapAreas, OwnOnMap, map_areas, own_on_map
from drieluik.apps.areas.wording import not_drawn_words
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.map_rows import (
    FIGURES,
    OWN,
    WIJKEN,
    Drawn,
    MapChoice,
    MapPage,
    MapPlace,
    Subject,
)
from drieluik.apps.monitor.selectors.buurten_over_time import cell_words
from drieluik.apps.monitor.selectors.carried_figures import Cell
from drieluik.apps.monitor.selectors.figures import (
    NOWHERE,
    Figure,
    PartyFigure,
    Sheet,
    sheet_over,
)
from drieluik.apps.monitor.selectors.layer_maps import layer_drawn, no_borders
from drieluik.apps.monitor.selectors.own_areas import (
    OwnAreasPage,
    get_own_areas_page,
    own_cells,
)
from drieluik.apps.monitor.selectors.per_buurt import figures_per_buurt
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import bounds, form_of, unit_label, without_figure, written
from drieluik.core.indicators import Indicator, Level
from drieluik.core.tables import Period
from drieluik.reports.maps import (
    Classes,
    Figures,
    Layer,
    Lines,
    Look,
    MapWords,
    NoFigure,
    Place,
    Shown,
    classes_of,
    describe_map,
    legend_of,
)

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the reader may see of one half-year."""

    sheet: Sheet
    figures: Mapping[str, Figure | Cell]
    row: PartyFigure | None
    areas: MapAreas | None
    left_out: tuple[str, ...] = ()


def get_map(
    sight: Sight, card: Indicator, choice: MapChoice, place: MapPlace, first: Sheet | None
) -> MapPage:
    """Return the map of an indicator, as far as the reader may see its figures.

    Rights are those of the tables: figures come from the selectors of the pages, and what a reader
    does not see there is not on the map, in its classes or in its words either.

    Args:
        sight: Who looks.
        card: The indicator.
        choice: What was chosen.
        place: The municipality, and where its areas lead.
        first: The figures of the chosen half-year as the reader sees them; None without any.
    """
    subject = Subject(card.id, card.name_nl, card.meaning_nl)
    if first is None:
        lacks = _("No figures have been calculated yet.")
        return MapPage(subject, choice, lacks=lacks, card=card)
    parties = () if choice.per_own else _parties(sight, card, first)
    if choice.party not in dict(parties):
        choice = replace(choice, party="")
    page = MapPage(subject, choice, parties, objection=first.objection, card=card)
    if Level.BUURT not in card.levels:
        lacks = _("This figure is not given per buurt, so there is no map of it.")
        return replace(page, lacks=lacks)
    second = sheet_over(sight, card, choice.beside) if choice.beside else None
    sheets = [one for one in (first, second) if one is not None]
    own = get_own_areas_page(sight, card) if choice.per_own else None
    seen = [
        _seen(sight.municipality_id, card, choice, one)
        if own is None
        else _seen_own(sight, own, one)
        for one in sheets
    ]
    lacks = own.lacks if own is not None and own.lacks else _lacks(seen)
    if lacks:
        return replace(page, lacks=lacks)
    classes = _classes(card, choice, seen)
    maps = _marked(tuple(_drawn(sight, (card, page), one, place, classes) for one in seen), seen)
    beside = layer_drawn(sight, choice.layer, choice, place) if choice.layer else None
    return replace(page, maps=(*maps, beside) if beside else maps)


def _marked(maps: tuple[Drawn, ...], seen: Sequence[_Seen]) -> tuple[Drawn, ...]:
    """Say on both maps of a comparison that they were counted in other borders, when they were."""
    years = sorted({_areas(one).year for one in seen})
    if len(years) < 2:
        return maps
    note = _(
        "The two half-years were counted in other borders (%(years)s): a buurt can have become "
        "another. The table of all buurten over the half-years puts both in the same borders."
    ) % {"years": ", ".join(map(str, years))}
    told = (replace(one.words, notes=(*one.words.notes, note)) for one in maps)
    return tuple(
        replace(one, words=words, description=describe_map(one.places, words))
        for one, words in zip(maps, told, strict=True)
    )


def _parties(sight: Sight, card: Indicator, sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Return of whom the reader may see figures per buurt: of whom the reader may open the rows.

    A figure of one corporation in one buurt is that near to its rows, and is shown nowhere else.
    """
    if Level.CORPORATION_BUURT not in card.levels:
        return ()
    return tuple(
        (row.party.code, row.party.name)
        for row in sheet.parties
        if policies.check_may_open_rows.allows(
            sight.actor, party_code=row.party.code, municipality_id=sight.municipality_id
        )
    )


def _classes(card: Indicator, choice: MapChoice, seen: Sequence["_Seen"]) -> Classes:
    """Divide what is drawn, of both maps together; rows without a buurt are no part of it."""
    shown = [
        figure.value
        for one in seen
        for area in _areas(one).areas
        if (figure := one.figures.get(area.code)) is not None and figure.value is not None
    ]
    return classes_of(shown, choice.method, choice.n_classes, form_of(card.unit))


def _seen(municipality_id: int, card: Indicator, choice: MapChoice, sheet: Sheet) -> _Seen:
    year = Period.parse(sheet.period).year
    if not choice.party:
        found = {one.buurt_code: one for one in sheet.buurten}
        # without figures nobody asks for borders
        areas = _buurten(municipality_id, year) if found else None
        return _Seen(sheet, found, None, areas)
    row = next((one for one in sheet.parties if one.party.code == choice.party), None)
    found_rows = figures_per_buurt(
        municipality_id=municipality_id,
        calculation_id=sheet.calculation.id,
        indicator_id=card.id,
        version=sheet.calculation.definition_versions.get(card.id, card.version),
        party_code=choice.party,
    )
    by_code = {one.buurt_code: one for one in found_rows}
    return _Seen(sheet, by_code, row, _buurten(municipality_id, year))


def _seen_own(sight: Sight, own: OwnAreasPage, sheet: Sheet) -> _Seen:
    year = Period.parse(sheet.period).year
    borders = _buurten(sight.municipality_id, year)
    areas = borders and replace(borders, areas=_own(sight.municipality_id, year).areas)
    left_out = tuple(words for period, words in own.left_out if period == sheet.period)
    return _Seen(sheet, own_cells(own, sheet.period), None, areas, left_out)


def _buurten(municipality_id: int, year: int) -> MapAreas | None:
    return map_areas(municipality_id=municipality_id, level="buurt", year=year)


def _lacks(seen: Sequence[_Seen]) -> str:
    if not any(one.figures for one in seen):
        return seen[0].sheet.objection or _("Nobody delivered figures per buurt.")
    if any(one.areas is None for one in seen):
        return no_borders()
    return ""


def _areas(one: _Seen) -> MapAreas:
    if one.areas is None:
        raise LookupError("no borders were loaded")
    return one.areas


def _drawn(
    sight: Sight,
    asked: tuple[Indicator, MapPage],
    one: _Seen,
    place: MapPlace,
    classes: Classes,
) -> Drawn:
    card, page = asked
    choice, areas = page.choice, _areas(one)
    period = one.sheet.period
    without = _why_none(one, choice)
    places = tuple(
        Place(
            area.code,
            area.name,
            area.polygons,
            _figure(card, one.figures.get(area.code), without),
            place.own_href(area.code)
            if choice.per_own
            else place.href(period, choice.party, area.code),
        )
        for area in areas.areas
    )
    layers = _layers(sight, choice, places, Period.parse(period).year)
    words = _words(card, page, one, place)
    described = describe_map(places, words)
    return Drawn(period, layers, words, described, classes, legend_of(layers, classes))


def _figure(card: Indicator, figure: Figure | Cell | None, without: str) -> Shown | NoFigure:
    if figure is None:
        return NoFigure(without)
    if isinstance(figure, Cell):
        words, between = cell_words(figure, card.unit)
        if figure.value is None:
            return NoFigure(words)
        return Shown(figure.value, f"{words} ({between})" if between else words)
    if figure.value is None:
        return NoFigure(_("unknown"))
    between = bounds(figure.low, figure.high, card.unit)
    words = written(figure.value, card.unit)
    return Shown(figure.value, f"{words} ({between})" if between else words)


def _why_none(one: _Seen, choice: MapChoice) -> str:
    row = one.row
    if choice.party and (row is None or row.has_none):
        return without_figure(
            set_aside=bool(row and row.set_aside), sent_back=bool(row and row.sent_back)
        )
    return _("nothing delivered about this buurt")


def _layers(
    sight: Sight, choice: MapChoice, places: tuple[Place, ...], year: int
) -> tuple[Layer, ...]:
    municipality_id = sight.municipality_id
    known: dict[str, Callable[[], Layer]] = {
        FIGURES: lambda: Figures(places, choice.opacity / 100),
        WIJKEN: lambda: _wijken(municipality_id, year),
        OWN: lambda: Lines(
            _("Areas of our own"),
            tuple((area.name, area.polygons) for area in _own(municipality_id, year).areas),
            Look.OWN,
        ),
    }
    return tuple(known[name]() for name in choice.layers if name in known)


def _own(municipality_id: int, year: int) -> OwnOnMap:
    return own_on_map(municipality_id=municipality_id, year=year)


def _wijken(municipality_id: int, year: int) -> Lines:
    found = map_areas(municipality_id=municipality_id, level="wijk", year=year)
    areas = found.areas if found is not None else ()
    return Lines(_("Wijken"), tuple((area.name, area.polygons) for area in areas), Look.WIJK)


def _words(card: Indicator, page: MapPage, one: _Seen, place: MapPlace) -> MapWords:
    sheet, areas = one.sheet, _areas(one)
    who = page.party_name or _("all corporations together")
    if page.choice.per_own:
        who = _("%(who)s, per area of our own") % {"who": who}
    year = Period.parse(sheet.period).year
    with_own = page.choice.per_own or OWN in page.choice.layers
    nowhere = [code for code in NOWHERE if code in one.figures]
    notes = [
        "" if page.choice.party or sheet.coverage is None else sheet.coverage.lacking,
        _("Rows without a known buurt are not on the map; the table has them.") if nowhere else "",
        *one.left_out,
        *(not_drawn_words(_own(place.municipality.id, year).lacking) if with_own else ()),
    ]
    return MapWords(
        title=f"{card.name_nl}, {place.municipality.name}",
        subtitle=f"{sheet.period}, {who}",
        unit=unit_label(card.unit),
        form=form_of(card.unit),
        source=_source(sheet, areas),
        notes=tuple(note for note in notes if note),
        schematic=areas.schematic,
        fictitious=place.municipality.fictitious,
    )


def _source(sheet: Sheet, areas: MapAreas) -> str:
    borders = f"{areas.source}, {areas.year}"
    if areas.source_on is not None:
        borders += f", {areas.source_on:%d-%m-%Y}"
    return _(
        "deliveries of the corporations, calculated on %(day)s; borders: %(borders)s%(licence)s"
    ) % {
        "day": f"{sheet.calculation.calculated_at:%d-%m-%Y}",
        "borders": borders,
        "licence": f" ({areas.licence})" if areas.licence else "",
    }
