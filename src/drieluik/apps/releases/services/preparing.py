"""Preparing a publication: asked by a person, done by a job, table by table.

Disclosure control can take minutes, so each table is kept as soon as it is ready: a job that was
killed goes on with the next one. Nothing of it is public until people approved it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from drieluik.apps.errors import WrongState
from drieluik.apps.monitor.selectors.to_publish import calculated_periods
from drieluik.apps.monitor.services import outdated_periods
from drieluik.apps.organisations.actors import SYSTEM, Actor, person
from drieluik.apps.organisations.services import lock_municipality
from drieluik.apps.releases import policies
from drieluik.apps.releases.models import PreparedTable, Publication
from drieluik.apps.releases.protecting import Made, owners_of, prepared_tables
from drieluik.apps.releases.services.recording import record
from drieluik.core.disclosure import rule_set
from drieluik.core.flows import PUBLIC_TABLES, Shape, public_table, shapes_of

State = Publication.State
_OPEN = (State.PREPARING, State.PREPARED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is prepared: tables over a half-year, and what is corrected of what was public.

    Attributes:
        period: Half-year.
        table_ids: See ``flows.PUBLIC_TABLES``.
        note: What is different, in words for everybody.
        shapes: The shape of a table by its id; per buurt when it is not named.
    """

    period: str
    table_ids: Sequence[str]
    note: str = ""
    shapes: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def prepare_publication(
    *, municipality_id: int, wanted: Wanted, actor: Actor, now: datetime
) -> Publication:
    """Ask for tables over a half-year to be protected.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: Another publication is being made, the half-year is not over or has no figures,
            its figures are still being calculated, no table was chosen, one was asked in a shape
            that it does not have, or it corrects what is public without saying what.

    Changes:
        One ``Publication``; one event ``publication.asked``.
    """
    lock_municipality(municipality_id)
    policies.check_may_prepare(actor, municipality_id=municipality_id)
    rows = Publication.objects.filter(municipality_id=municipality_id)
    if rows.filter(state__in=_OPEN).exists():
        raise WrongState(_("A publication is being made already. Publish or drop that one first."))
    _check_period(municipality_id, wanted.period)
    known = [one.id for one in PUBLIC_TABLES]
    table_ids = [each for each in known if each in wanted.table_ids]
    if not table_ids:
        raise WrongState(_("Choose at least one table."))
    shapes = _shapes(wanted, table_ids, timezone.localdate(now))
    same = rows.filter(period=wanted.period)
    if same.filter(published_at__isnull=False).exists() and not wanted.note.strip():
        raise WrongState(
            _("Figures over this half-year were public before. Say what is different now.")
        )
    row = Publication.objects.create(
        municipality_id=municipality_id,
        period=wanted.period,
        number=max(same.values_list("number", flat=True), default=0) + 1,
        table_ids=table_ids,
        shapes=shapes,
        note=wanted.note.strip(),
        begun_by_id=person(actor),
        begun_at=now,
    )
    record("publication.asked", row, actor, now, {"tables": table_ids, "shapes": shapes})
    return row


def _shapes(wanted: Wanted, table_ids: Sequence[str], day: date) -> dict[str, str]:
    """Return the shape of every table that is asked in another one than per buurt."""
    asked = {each: wanted.shapes.get(each, Shape.BUURTEN) for each in table_ids}
    tables = [public_table(each) for each in table_ids]
    strange = [
        one for one in tables if asked[one.id] not in shapes_of(one, rule_set(one.rules, day))
    ]
    if strange:
        names = ", ".join(one.name_nl for one in strange)
        raise WrongState(
            _("This cannot be made in the shape that was asked: %(names)s.") % {"names": names}
        )
    return {each: str(shape) for each, shape in asked.items() if shape != Shape.BUURTEN}


def _check_period(municipality_id: int, period: str) -> None:
    if period not in calculated_periods(municipality_id=municipality_id):
        raise WrongState(_("There are no figures over this half-year yet."))
    if period in outdated_periods(municipality_id=municipality_id):
        raise WrongState(
            _("The figures over this half-year are still being calculated. Try again later.")
        )


def protect_tables(*, publication_id: UUID, now: datetime) -> bool:
    """Protect the tables of a publication that were not protected yet.

    Args:
        publication_id: The publication.
        now: When.

    Returns:
        Whether there was anything to do.

    Changes:
        A ``PreparedTable`` per table, each by itself; ``Publication`` to prepared; one event
        ``publication.prepared``.
    """
    row = Publication.objects.filter(id=publication_id, state=State.PREPARING).first()
    if row is None:
        return False
    done = set(row.tables.values_list("table_id", flat=True))
    todo = [each for each in row.table_ids if each not in done]
    for made in prepared_tables(row, todo):
        _keep(row, made)
    with transaction.atomic():
        locked = Publication.objects.select_for_update().get(id=row.id)
        if locked.state != State.PREPARING:
            return False
        locked.state, locked.prepared_at, locked.fault = State.PREPARED, now, ""
        # after the tables: whoever is in a later calculation makes them out of date
        locked.owner_ids = owners_of(locked, locked.table_ids)
        locked.save(update_fields=["state", "prepared_at", "fault", "owner_ids"])
        record("publication.prepared", locked, SYSTEM, now)
    return True


@transaction.atomic
def interrupt_preparing(*, publication_id: UUID, now: datetime) -> None:
    """Say on the page that preparing broke off by a fault of ours; it can be dropped.

    Changes:
        ``Publication.fault``; one event ``publication.preparing-interrupted``.
    """
    row = Publication.objects.select_for_update().filter(id=publication_id).first()
    if row is None or row.state != State.PREPARING:
        return
    with translation.override("nl"):
        row.fault = _("Preparing was broken off by a fault of ours. Drop it and try again.")
    row.save(update_fields=["fault"])
    record("publication.preparing-interrupted", row, SYSTEM, now)


@transaction.atomic
def _keep(row: Publication, made: Made) -> None:
    """Keep what came of one figure, all its tables at once.

    Unless the publication ended, or another worker was before this one.
    """
    if Publication.objects.select_for_update().get(id=row.id).state != State.PREPARING:
        return
    if row.tables.filter(table_id=made.table.id).exists():
        return
    PreparedTable.objects.bulk_create(
        PreparedTable(publication=row, table_id=made.table.id, prepared_at=timezone.now(), **each)
        for each in made.rows
    )
