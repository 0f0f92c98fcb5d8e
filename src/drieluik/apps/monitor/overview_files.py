"""What the overview of the monitor shows, as tables and as JSON, with the definitions behind it.

Comes in: the overview as one reader may see it. Nothing is looked up here that was not told there,
so that a file never shows more than the page.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import formats
from django.utils.translation import gettext as _

from drieluik.apps.monitor.selectors.definitions import card_by, card_for
from drieluik.apps.monitor.selectors.indicator_page import source_names
from drieluik.apps.monitor.selectors.light_rows import ClauseStanding, NormLight
from drieluik.apps.monitor.selectors.overview import Overview
from drieluik.apps.monitor.wording import NO_NORM, light_label, unit_label
from drieluik.core.indicators import Indicator, versions_of
from drieluik.reports import FICTITIOUS_NL
from drieluik.reports.figure_tables import Cell, FigureTable

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality


@dataclass(frozen=True, slots=True)
class ToldOverview:
    """An overview with all that must be said beside it.

    Attributes:
        found: The agreements with their lights.
        place: The municipality.
        on: Day on which it was asked for.
        cards: The definition of each figure and version in it, in the order of first use.
    """

    found: Overview
    place: "Municipality"
    on: date
    cards: dict[tuple[str, int], Indicator]

    def card_of(self, norm: NormLight) -> Indicator | None:
        """Return the definition by which the figure of a norm counts; None when people judge."""
        return self.cards.get((norm.wording.indicator_id, norm.version))

    @property
    def definitions(self) -> tuple[Indicator, ...]:
        """Every definition once."""
        return tuple({(card.id, card.version): card for card in self.cards.values()}.values())

    @property
    def differing(self) -> tuple[str, ...]:
        """Sentences about figures that count by a version that this product does not have."""
        return tuple(
            _(
                "%(name)s counts by version %(counts)s; the definition given here is version %(card)s."
            )
            % {"name": card.name_nl, "counts": version, "card": card.version}
            for (_id, version), card in self.cards.items()
            if version not in (0, card.version)
        )

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What was chosen, by the name of the choice; a choice that was not made is all."""
        light = self.found.choice.light
        return (
            (_("Theme"), self.found.theme_name or self.found.choice.theme or _("All themes")),
            (_("Light"), _light(light) if light else _("All lights")),
            (
                _("With a light for"),
                self.found.party_name or self.found.choice.party or _("All parties"),
            ),
        )


def read_overview(found: Overview, place: "Municipality", *, on: date) -> ToldOverview:
    """Put the definitions beside an overview."""
    cards: dict[tuple[str, int], Indicator] = {}
    for row in found.chosen:
        for norm in row.norms:
            for indicator_id in norm.wording.rests_on:
                key = indicator_id, norm.version_of(indicator_id)
                if key not in cards:
                    cards[key] = _card(place.id, key, found.choice.period)
    return ToldOverview(found, place, on, cards)


def _card(municipality_id: int, key: tuple[str, int], period: str) -> Indicator:
    """Return the definition by which a figure counts; without a figure that of the half-year.

    The figure of a year can be told by the half-year before, which another version can count.
    """
    indicator_id, version = key
    if version in {one.version for one in versions_of(indicator_id)}:
        return card_by(municipality_id=municipality_id, indicator_id=indicator_id, version=version)
    return card_for(municipality_id=municipality_id, indicator_id=indicator_id, period=period)


def overview_tables(told: ToldOverview) -> tuple[FigureTable, ...]:
    """Return the lights, how each party stands, and the definitions."""
    title = _("Monitor of %(place)s, %(period)s") % {
        "place": told.place.name,
        "period": told.found.choice.period,
    }
    return (
        FigureTable(title, _notes(told), _norm_header(), list(_norm_rows(told)), _("Lights")),
        FigureTable(
            _("How each party stands"),
            (),
            _party_header(),
            list(_party_rows(told)),
            _("Parties"),
        ),
        FigureTable(
            _("What the figures are"),
            told.differing,
            (
                _("figure"),
                _("version of the definition"),
                _("meaning"),
                _("formula"),
                _("unit"),
                _("source"),
                _("what it does not tell"),
                _("owner"),
            ),
            [
                (
                    card.name_nl,
                    card.version,
                    card.meaning_nl,
                    card.formula_nl,
                    unit_label(card.unit),
                    "; ".join(source_names(card)),
                    " ".join(card.limits_nl),
                    card.owner,
                )
                for card in told.definitions
            ],
            _("Definitions"),
        ),
    )


def _notes(told: ToldOverview) -> tuple[str, ...]:
    notes = [
        _("As the monitor told it on %(day)s.") % {"day": formats.date_format(told.on, "j F Y")},
        *(f"{name}: {value}" for name, value in told.choices),
        _("Shares run from 0 to 1."),
    ]
    if told.place.fictitious:
        notes.insert(0, FICTITIOUS_NL)
    if told.found.missing:
        notes.append(
            _("Not accepted for %(period)s yet: %(names)s.")
            % {"period": told.found.choice.period, "names": ", ".join(told.found.missing)}
        )
    return tuple(notes)


def _norm_header() -> tuple[str, ...]:
    return (
        _("theme"),
        _("agreement"),
        _("about"),
        _("light of the agreement"),
        _("words of the agreement"),
        _("figure"),
        _("light"),
        _("worked out, where set by hand"),
        _("reason"),
        _("value"),
        _("lowest"),
        _("highest"),
        _("unit"),
        _("period"),
        _("parties missing"),
        _("corporations in it"),
        _("not shown to you"),
        _("version of the definition"),
    )


def _norm_rows(told: ToldOverview) -> Iterator[tuple[Cell, ...]]:
    for row in told.found.chosen:
        about: tuple[Cell, ...] = (*_about(row), _light(row.light or NO_NORM))
        if not row.norms:
            yield (*about, *[None] * (len(_norm_header()) - len(about)))
        for norm in row.norms:
            card = told.card_of(norm)
            yield (
                *about,
                norm.wording.quotation,
                card.name_nl if card else _("people judge"),
                light_label(norm.light),
                _light(norm.worked_out),
                norm.reason,
                norm.value,
                norm.low,
                norm.high,
                unit_label(card.unit) if card else "",
                norm.period,
                ", ".join(norm.missing),
                norm.incomplete,
                norm.objection,
                norm.version or None,
            )


def _party_header() -> tuple[str, ...]:
    return (
        _("agreement"),
        _("about"),
        _("words of the agreement"),
        _("figure"),
        _("party"),
        _("light"),
        _("reason"),
        _("value"),
        _("lowest"),
        _("highest"),
        _("unit"),
        _("period"),
        _("missing"),
    )


def _party_rows(told: ToldOverview) -> Iterator[tuple[Cell, ...]]:
    for row in told.found.chosen:
        for norm in row.norms:
            card = told.card_of(norm)
            for party in norm.parties:
                yield (
                    *_about(row)[1:],
                    norm.wording.quotation,
                    card.name_nl if card else _("people judge"),
                    party.party_name,
                    _("n/a") if party.set_aside else _light(party.light),
                    party.reason,
                    party.value,
                    party.low,
                    party.high,
                    unit_label(card.unit) if card else "",
                    norm.period,
                    _("missing") if party.missing else "",
                )


def _about(row: ClauseStanding) -> tuple[str, str, str]:
    """Return theme, number, and heading or words of an agreement."""
    clause = row.clause
    theme = f"{clause.theme_number}. {clause.theme_title}"
    return theme, clause.number, clause.heading or clause.text


def _light(light: str) -> str:
    """Name a light; empty stays empty."""
    if light == NO_NORM:
        return _("No norm")
    return light_label(light) if light else ""


def as_json(told: ToldOverview) -> bytes:
    """Write the same for programmes: lights by their code, figures unrounded."""
    choice, place = told.found.choice, told.place
    content = {
        "gemeente": place.name,
        "gemeentecode": place.code,
        "fictief": place.fictitious,
        "fictief_label": FICTITIOUS_NL if place.fictitious else None,
        "halfjaar": choice.period,
        "dag": told.on.isoformat(),
        "keuze": {
            "thema": choice.theme or None,
            "licht": choice.light or None,
            "partij": choice.party or None,
        },
        "nog_niet_geaccepteerd": list(told.found.missing),
        "afspraken": [_clause_out(row) for row in told.found.chosen],
        "definities": [_definition_out(card) for card in told.definitions],
        "andere_versies": list(told.differing),
    }
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False).encode()


def _clause_out(row: ClauseStanding) -> dict[str, Any]:
    theme, number, about = _about(row)
    return {
        "thema": theme,
        "afspraak": number,
        "over": about,
        "licht": row.light or NO_NORM,
        "reden": row.reason,
        "normen": [_norm_out(norm) for norm in row.norms],
    }


def _norm_out(norm: NormLight) -> dict[str, Any]:
    return {
        "citaat": norm.wording.quotation,
        "norm": norm.wording.text,
        "een_van": norm.one_of,
        "indicator": norm.wording.indicator_id or None,
        "definitieversie": norm.version or None,
        "licht": norm.light,
        "uitgerekend": norm.by_itself,
        "met_de_hand": bool(norm.worked_out),
        "reden": norm.reason,
        "periode": norm.period or None,
        "waarde": norm.value,
        "laagste": norm.low,
        "hoogste": norm.high,
        "ontbreekt": list(norm.missing),
        "onvolledig": norm.incomplete or None,
        "niet_getoond": norm.objection or None,
        "partijen": [
            {
                "partij": party.party_code,
                "naam": party.party_name,
                "licht": party.light or None,
                "reden": party.reason,
                "waarde": party.value,
                "laagste": party.low,
                "hoogste": party.high,
                "ontbreekt": party.missing,
                "niet_van_toepassing": party.set_aside,
            }
            for party in norm.parties
        ],
    }


def _definition_out(card: Indicator) -> dict[str, Any]:
    return {
        "indicator": card.id,
        "versie": card.version,
        "naam": card.name_nl,
        "betekenis": card.meaning_nl,
        "formule": card.formula_nl,
        "eenheid": card.unit.value,
        "bronnen": source_names(card),
        "beperkingen": list(card.limits_nl),
        "eigenaar": card.owner,
    }
