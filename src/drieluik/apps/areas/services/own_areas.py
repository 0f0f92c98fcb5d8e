"""Areas of the parties' own: added from buurten or from a drawing, and withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.areas import policies
from drieluik.apps.areas.models import Area, BorderSet, OwnArea
from drieluik.apps.areas.stored import areas_of, borders_to_choose_from, bytes_of
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.core.findings import Severity, action_nl, message_nl
from drieluik.core.geography.own_areas import Drawn, drawn_area, union_of


@dataclass(frozen=True, slots=True)
class NewArea:
    """An own area as it is added: from buurten, or from a drawing; not both.

    Attributes:
        kind: One of ``OwnArea.Kind``.
        name: Name for people.
        purpose: What it is for, in plain words.
        codes: Buurten it is made of, of the borders that people choose from.
        drawing: GeoJSON with a polygon, in WGS84 or RD.
        instead_of: The area that this one takes the place of; None for none.
    """

    kind: str
    name: str
    purpose: str
    codes: Sequence[str] = ()
    drawing: str = ""
    instead_of: UUID | None = None


@transaction.atomic
def add_own_area(*, municipality_id: int, area: NewArea, actor: Actor, now: datetime) -> UUID:
    """Add an area of one's own, such as a DIA area or the zone of agreement 2.5.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: Something is missing, a buurt has no border, the drawing is no area, or what it
            takes the place of was withdrawn already.

    Changes:
        One ``OwnArea``; one event ``own_area.added``. The area it takes the place of to withdrawn,
        with an event ``own_area.withdrawn``.
    """
    policies.check_may_add_own_area(actor, municipality_id=municipality_id)
    _check_is_complete(area)
    made_of = borders_to_choose_from(municipality_id) if area.codes else None
    drawn = (
        _from_buurten(made_of, area.codes) if area.codes else drawn_area(area.drawing, area.name)
    )
    if drawn.shape is None:
        raise WrongState(_why_not(drawn))
    row = OwnArea.objects.create(
        municipality_id=municipality_id,
        kind=area.kind,
        name=area.name.strip()[:120],
        purpose=area.purpose.strip()[:500],
        made=OwnArea.Made.UNION if area.codes else OwnArea.Made.DRAWN,
        codes=sorted(area.codes),
        border_set=made_of,
        shape=bytes_of(drawn.shape),
        added_by_id=person(actor),
        added_at=now,
    )
    facts = {"kind": row.kind, "made": row.made, "codes": row.codes}
    _record("own_area.added", row, actor, now, **facts)
    if area.instead_of is not None:
        former = OwnArea.objects.filter(municipality_id=municipality_id)
        _withdraw(
            former.select_for_update().get(id=area.instead_of),
            _("Made anew on other borders."),
            actor,
            now,
        )
    return row.id


@transaction.atomic
def withdraw_own_area(*, area_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Take an own area out of use; what was decided about it keeps it.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: It was withdrawn already, or no reason is given.

    Changes:
        ``OwnArea`` to withdrawn; one event ``own_area.withdrawn``.
    """
    row = OwnArea.objects.select_for_update().get(id=area_id)
    policies.check_may_add_own_area(actor, municipality_id=row.municipality_id)
    policies.check_has_reason(reason)
    _withdraw(row, reason, actor, now)


def _withdraw(row: OwnArea, reason: str, actor: Actor, now: datetime) -> None:
    policies.check_is_there(row)
    row.withdrawn_by_id, row.withdrawn_at = person(actor), now
    row.withdrawal_reason = reason.strip()[:500]
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawal_reason"])
    _record("own_area.withdrawn", row, actor, now, reason=row.withdrawal_reason)


def _check_is_complete(area: NewArea) -> None:
    checks = (
        (area.kind in OwnArea.Kind.values, _("Say what kind of area it is.")),
        (bool(area.name.strip()), _("An area needs a name.")),
        (bool(area.purpose.strip()), _("Say what the area is for.")),
        (
            bool(area.codes) != bool(area.drawing.strip()),
            _("Choose buurten, or give a drawing: one of both."),
        ),
    )
    faults = [sentence for holds, sentence in checks if not holds]
    if faults:
        raise WrongState(" ".join(faults))


def _from_buurten(borders: BorderSet | None, codes: Sequence[str]) -> Drawn:
    rows = borders.areas.filter(level=Area.Level.BUURT, code__in=codes) if borders else ()
    return union_of(areas_of(rows, year=0), codes)


def _why_not(drawn: Drawn) -> str:
    blocking = [found for found in drawn.findings if found.severity is Severity.BLOCKS]
    return " ".join(f"{message_nl(found)} {action_nl(found)}" for found in blocking)


def _record(name: str, row: OwnArea, actor: Actor, now: datetime, **facts: object) -> None:
    audit.record(
        name=name,
        subject=("own_area", row.id),
        actor=actor,
        now=now,
        facts={"municipality_id": row.municipality_id, **facts},
    )
