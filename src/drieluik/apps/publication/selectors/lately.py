"""What happened lately, and what can be found, on the public site."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.selectors import search_clauses
from drieluik.apps.publication.lights.open_now import list_opened
from drieluik.apps.publication.open_layers.open_now import list_open_layers
from drieluik.apps.publication.selectors.agreements import agreements_on, list_public_versions
from drieluik.apps.publication.selectors.areas import list_public_areas
from drieluik.apps.publication.selectors.decisions import (
    PublicDecision,
    PublicMeeting,
    list_public_meetings,
)
from drieluik.apps.publication.selectors.reports import list_open_reports
from drieluik.apps.releases.selectors import list_public
from drieluik.core.searching import Pieces, Query, excerpt, how_well, marked
from drieluik.ui.templatetags.drieluik import half_year, the_half_year

MOST_NEWS, MOST_HITS = 6, 50


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened, and where to read it."""

    on: date
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found."""

    kind: str
    title: Pieces
    excerpt: Pieces
    href: str
    number: str = ""


def list_news(*, municipality_id: int, slug: str, on: date) -> list[News]:
    """Return the last things that happened and that everybody may read, newest first."""
    return sorted(
        [
            *_versions(municipality_id, slug, on),
            *_meetings(municipality_id, slug, on),
            *_reports(municipality_id, slug, on),
            *_figures(municipality_id, slug),
            *_lights(municipality_id, slug, on),
            *_layers(municipality_id, slug),
        ],
        key=lambda one: one.on,
        reverse=True,
    )[:MOST_NEWS]


def search_public(query: Query, *, municipality_id: int, slug: str, on: date) -> list[Hit]:
    """Return the public agreements of today, decisions, reports, figures, lights and layers with all words."""
    shown = agreements_on(municipality_id=municipality_id, day=on, on=on).register
    clauses = search_clauses(shown.clauses, query) if shown else ()
    found = [
        Hit(
            _("Agreement"),
            hit.heading_parts,
            hit.excerpt_parts,
            reverse("publication:clause", args=[slug, hit.clause.clause_id]),
            hit.clause.number,
        )
        for hit in clauses
    ]
    others = [
        *_areas(municipality_id, slug),
        *_decided(municipality_id, slug, on),
        *_reported(municipality_id, slug, on),
        *_counted(municipality_id, slug),
        *_stands(municipality_id, slug, on),
        *_mapped(municipality_id, slug),
    ]
    # whole words first; then longer words that a word is a part of, as people type everyday words
    wider = query.inside_words
    rated = (
        ((how_well(query, one[1], one[2]), how_well(wider, one[1], one[2])), one) for one in others
    )
    best = sorted((pair for pair in rated if pair[0][1]), key=lambda pair: pair[0], reverse=True)
    found += [
        Hit(kind, marked(title, wider), excerpt(words, wider), href)
        for _well, (kind, title, words, href) in best
    ]
    return found[:MOST_HITS]


def _versions(place: int, slug: str, on: date) -> list[News]:
    rows = list_public_versions(municipality_id=place, on=on)
    return [
        News(
            one.decided_on or one.in_force_from,
            _("Agreements changed: in force from %(day)s") % {"day": _day(one.in_force_from)},
            f"{reverse('publication:agreements', args=[slug])}?op={one.in_force_from.isoformat()}",
        )
        for one in rows
    ]


def _meetings(place: int, slug: str, on: date) -> list[News]:
    return [
        News(
            one.held_on,
            _("Decisions of %(name)s") % {"name": one.name},
            reverse("publication:decisions", args=[slug, one.meeting_id]),
        )
        for one in list_public_meetings(municipality_id=place, on=on)
    ]


def _reports(place: int, slug: str, on: date) -> list[News]:
    return [
        News(
            timezone.localdate(one.frozen_at) if one.frozen_at else on,
            one.title,
            reverse("publication:report", args=[slug, one.report_id]),
        )
        for one in list_open_reports(municipality_id=place, on=on)
    ]


def _figures(place: int, slug: str) -> list[News]:
    """Return what became public together as one piece of news, however many tables there are."""
    public = {one.publication_id: one for one in list_public(municipality_id=place)}
    return [
        News(
            timezone.localdate(one.published_at),
            _("Figures over %(period)s") % {"period": the_half_year(one.period)},
            reverse("publication:figures", args=[slug]),
        )
        for one in public.values()
    ]


def _lights(place: int, slug: str, on: date) -> list[News]:
    return [
        News(
            timezone.localdate(one.edition.opened_at),
            _("How the agreements stand over %(period)s") % {"period": the_half_year(one.period)},
            reverse("publication:lights_of", args=[slug, one.period]),
        )
        for one in list_opened(municipality_id=place, on=on)
    ]


def _layers(place: int, slug: str) -> list[News]:
    return [
        News(
            timezone.localdate(one.since),
            _("Map layer: %(name)s") % {"name": one.card.name},
            reverse("publication:layer", args=[slug, one.layer.layer_id]),
        )
        for one in list_open_layers(municipality_id=place)
    ]


def _areas(place: int, slug: str) -> list[tuple[str, str, str, str]]:
    return [
        (
            one.level_label,
            one.name,
            _("%(name)s, in %(around)s. What is public about it: figures and map layers.")
            % {"name": one.name, "around": one.parent_name},
            reverse("publication:area", args=[slug, one.code]),
        )
        for one in list_public_areas(municipality_id=place)
    ]


def _mapped(place: int, slug: str) -> list[tuple[str, str, str, str]]:
    return [
        (
            _("Map layer"),
            one.card.name,
            f"{one.card.name}. {one.card.meaning} {one.card.source}",
            reverse("publication:layer", args=[slug, one.layer.layer_id]),
        )
        for one in list_open_layers(municipality_id=place)
    ]


def _stands(place: int, slug: str, on: date) -> list[tuple[str, str, str, str]]:
    about = _("Lights of the agreements: on course, needs attention or off course.")
    return [
        (
            _("How it stands"),
            _("How the agreements stand over %(period)s") % {"period": the_half_year(one.period)},
            about,
            reverse("publication:lights_of", args=[slug, one.period]),
        )
        for one in list_opened(municipality_id=place, on=on)
    ]


def _counted(place: int, slug: str) -> list[tuple[str, str, str, str]]:
    public = {(one.table.id, one.period): one for one in list_public(municipality_id=place)}
    return [
        (
            _("Figure"),
            f"{one.table.name_nl}, {half_year(one.period)}",
            f"{one.table.name_nl}. {one.table.meaning_nl}",
            reverse("publication:figure", args=[slug, one.table.id, one.period]),
        )
        for one in public.values()
    ]


def _decided(place: int, slug: str, on: date) -> list[tuple[str, str, str, str]]:
    return [
        (
            _("Decision"),
            decision.title,
            _words(meeting, decision),
            f"{reverse('publication:decisions', args=[slug, meeting.meeting_id])}"
            f"#besluit-{decision.number}",
        )
        for meeting in list_public_meetings(municipality_id=place, on=on)
        for decision in meeting.decisions
    ]


def _words(meeting: PublicMeeting, decision: PublicDecision) -> str:
    tasks = (f"{party}: {text}" for party, text, _due in decision.tasks)
    return "\n".join((decision.text, *decision.changes, *tasks, meeting.name))


def _reported(place: int, slug: str, on: date) -> list[tuple[str, str, str, str]]:
    return [
        (
            _("Report"),
            one.title,
            f"{one.title}. {one.about}",
            reverse("publication:report", args=[slug, one.report_id]),
        )
        for one in list_open_reports(municipality_id=place, on=on)
    ]


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
