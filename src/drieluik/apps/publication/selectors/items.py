"""Every item that can be public, with who may read it; drafts and proposals are never among them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.selectors import known_versions, version_row
from drieluik.apps.audit.remembering import remembered
from drieluik.apps.decisions.subjects import list_held
from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.rows import OPEN, PARTNERS, Item, Standing, counting
from drieluik.apps.reporting.selectors import list_public_reports

Kind = Openness.Kind
SITE_KEY, CALENDAR_KEY = "site", "jaar"
"""Keys of what there is one of in a municipality."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: str
    key: str
    title: str
    dated_on: date | None = None
    owner_id: int | None = None
    owner: str = ""


@remembered
def list_items(*, municipality_id: int, on: date) -> tuple[Item, ...]:
    """Return every item of a municipality with who may read it on a day, newest first by kind.

    In a fixed number of queries.
    """
    rows: dict[tuple[str, str], list[Openness]] = defaultdict(list)
    recorded = Openness.objects.filter(municipality_id=municipality_id).select_related("set_by")
    for row in recorded.order_by("-id"):
        rows[row.kind, row.key].append(row)
    return tuple(
        _item(one, rows.get((one.kind, one.key), []), on) for one in _candidates(municipality_id)
    )


def find_item(*, municipality_id: int, kind: str, key: str, on: date) -> Item | None:
    """Return one item of a municipality, or None."""
    items = list_items(municipality_id=municipality_id, on=on)
    return next((one for one in items if (one.kind, one.key) == (kind, key)), None)


def open_keys(*, municipality_id: int, kind: str, on: date) -> frozenset[str]:
    """Return which items of a kind everybody may read on a day; none when the site is shut."""
    items = list_items(municipality_id=municipality_id, on=on)
    if not _site(items).standing.is_open:
        return frozenset()
    return frozenset(one.key for one in items if one.kind == kind and one.standing.is_open)


def site_is_open(*, municipality_id: int, on: date) -> bool:
    """Tell whether a municipality has a public site on a day."""
    return _site(list_items(municipality_id=municipality_id, on=on)).standing.is_open


def list_not_open(*, municipality_id: int, on: date) -> list[Item]:
    """Return the items that not everybody may read on a day."""
    items = list_items(municipality_id=municipality_id, on=on)
    return [one for one in items if not one.standing.is_open]


def _site(items: Sequence[Item]) -> Item:
    return next(one for one in items if one.kind == Kind.SITE)


def _candidates(municipality_id: int) -> Iterator[_Candidate]:
    yield _Candidate(Kind.SITE, SITE_KEY, str(Kind.SITE.label))
    yield from _agreements(municipality_id)
    for meeting in reversed(list_held(municipality_id)):
        if meeting.is_approved:
            title = _("List of decisions of %(name)s") % {"name": meeting.name}
            key = str(meeting.meeting_id)
            yield _Candidate(Kind.DECISIONS, key, title, meeting.held_on)
    for report in list_public_reports(municipality_id=municipality_id):
        row = report.row
        yield _Candidate(
            Kind.REPORT,
            str(row.id),
            _edition(report.title, row.edition),
            timezone.localdate(row.frozen_at or row.begun_at),
            row.party_id,
            row.party.name if row.party else "",
        )
    yield _Candidate(Kind.CALENDAR, CALENDAR_KEY, str(Kind.CALENDAR.label))


def _agreements(municipality_id: int) -> Iterator[_Candidate]:
    for row in reversed(known_versions(municipality_id)):
        version = version_row(row)
        day = formats.date_format(version.in_force_from, "j F Y")
        title = _("Agreements from %(day)s (version %(number)s)") % {
            "day": day,
            "number": version.number,
        }
        yield _Candidate(Kind.AGREEMENTS, str(version.number), title, version.in_force_from)


def _edition(title: str, edition: int) -> str:
    if edition == 1:
        return title
    return _("%(title)s, edition %(number)s") % {"title": title, "number": edition}


def _item(one: _Candidate, rows: list[Openness], on: date) -> Item:
    history = tuple(_standing(row) for row in rows)
    fallback = _fallback(one.kind)
    return Item(
        kind=one.kind,
        kind_label=str(Kind(one.kind).label),
        key=one.key,
        title=one.title,
        dated_on=one.dated_on,
        standing=counting(history, fallback, _opened(), on),
        fallback=fallback,
        history=history,
        owner_id=one.owner_id,
        owner=one.owner,
    )


def _fallback(kind: str) -> Standing:
    """Public, unless: only a report waits until somebody has looked at its figures."""
    if kind != Kind.REPORT:
        return _opened()
    ground = Openness.Ground.UNCHECKED
    return Standing(PARTNERS, str(Openness.Audience.PARTNERS.label), ground, str(ground.label))


def _opened() -> Standing:
    return Standing(OPEN, str(Openness.Audience.OPEN.label))


def _standing(row: Openness) -> Standing:
    return Standing(
        audience=row.audience,
        audience_label=str(row.get_audience_display()),
        ground=row.ground,
        ground_label=str(row.get_ground_display()) if row.ground else "",
        reason=row.reason,
        until_on=row.until_on,
        row_id=row.pk,
        takes_back=row.takes_back,
        by=row.set_by.name,
        at=row.set_at,
    )
