"""Every item that can be public, with who may read it: wholes, and the parts that stand in them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.rows import OPEN, PARTNERS, Item, Standing, counting
from drieluik.apps.publication.selectors.candidates import SITE_KEY, Candidate, parts, wholes

Kind = Openness.Kind
PARTS = (Kind.AGREEMENT, Kind.DECISION)
"""Kinds of what can be shut by itself while the whole around it is public."""
_WHOLES = tuple(kind for kind in Kind if kind not in PARTS)
_Rows = Mapping[tuple[str, str], Sequence[Openness]]


@remembered
def list_items(*, municipality_id: int, on: date) -> tuple[Item, ...]:
    """Return everything that is public or not as a whole on a day, newest first by kind.

    In a fixed number of queries.
    """
    return _items(wholes(municipality_id), _recorded(municipality_id, _WHOLES), on)


@remembered
def list_parts(*, municipality_id: int, on: date) -> tuple[Item, ...]:
    """Return every agreement and every decision with who may read it on a day.

    In a fixed number of queries.
    """
    return _items(parts(municipality_id), _recorded(municipality_id, PARTS), on)


def find_item(*, municipality_id: int, kind: str, key: str, on: date) -> Item | None:
    """Return one item of a municipality, or None."""
    listed = list_parts if kind in PARTS else list_items
    items = listed(municipality_id=municipality_id, on=on)
    return next((one for one in items if (one.kind, one.key) == (kind, key)), None)


def open_keys(*, municipality_id: int, kind: str, on: date) -> frozenset[str]:
    """Return which wholes of a kind everybody may read on a day; none when the site is shut."""
    items = list_items(municipality_id=municipality_id, on=on)
    if not _site(items).standing.is_open:
        return frozenset()
    return frozenset(one.key for one in items if one.kind == kind and one.standing.is_open)


@dataclass(frozen=True, slots=True)
class Shut:
    """Which agreements and which decisions not everybody may read by themselves, by their ids."""

    agreements: Mapping[UUID, Standing]
    decisions: Mapping[UUID, Standing]


@remembered
def shut_parts(*, municipality_id: int, on: date) -> Shut:
    """Return which agreements and decisions are shut by themselves on a day, in one query."""
    found: dict[str, dict[UUID, Standing]] = {kind: {} for kind in PARTS}
    for (kind, key), rows in _recorded(municipality_id, PARTS).items():
        standing = counting([_standing(row) for row in rows], _opened(), _opened(), on)
        if not standing.is_open:
            found[kind][UUID(key)] = standing
    return Shut(found[Kind.AGREEMENT], found[Kind.DECISION])


def site_is_open(*, municipality_id: int, on: date) -> bool:
    """Tell whether a municipality has a public site on a day."""
    return _site(list_items(municipality_id=municipality_id, on=on)).standing.is_open


def _site(items: Sequence[Item]) -> Item:
    return next(one for one in items if (one.kind, one.key) == (Kind.SITE, SITE_KEY))


def _recorded(municipality_id: int, kinds: Sequence[str]) -> _Rows:
    """Return what was recorded of some kinds by kind and key, newest first."""
    rows: dict[tuple[str, str], list[Openness]] = defaultdict(list)
    recorded = Openness.objects.filter(municipality_id=municipality_id, kind__in=kinds)
    for row in recorded.select_related("set_by").order_by("-id"):
        rows[row.kind, row.key].append(row)
    return rows


def _items(candidates: Iterable[Candidate], recorded: _Rows, on: date) -> tuple[Item, ...]:
    return tuple(_item(one, recorded.get((one.kind, one.key), ()), on) for one in candidates)


def _item(one: Candidate, rows: Sequence[Openness], on: date) -> Item:
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
        within=one.within,
        told=one.told,
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
