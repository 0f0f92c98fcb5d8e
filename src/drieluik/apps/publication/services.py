"""What can be done with the openness of an item. Every function here is one whole act."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.services import lock_municipality
from drieluik.apps.publication import policies
from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.rows import Item, Standing
from drieluik.apps.publication.selectors.items import find_item
from drieluik.apps.publication.selectors.report_figures import figures_kept_back


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chooses for an item.

    Attributes:
        audience: One of ``Openness.Audience``.
        reason: Why, in words that the public reads.
        seen: The newest row that the person saw; 0 when there was none.
        ground: One of ``Openness.Ground``; does not matter when everybody may read it.
        until_on: The last day on which not everybody may read it; None for no such day.
    """

    audience: str
    reason: str
    seen: int
    ground: str = ""
    until_on: date | None = None


@transaction.atomic
def set_openness(
    *, municipality_id: int, kind: str, key: str, choice: Choice, actor: Actor, now: datetime
) -> None:
    """Record who may read an item from now on.

    Raises:
        NotAllowed: The actor may not do this with this item.
        WrongState: There is no such item, somebody changed it meanwhile, a reason lacks, the day
            has gone by, or a report tells what public tables do not.

    Changes:
        One ``Openness``; one event ``openness.set``.
    """
    item = _locked(municipality_id, kind, key, now)
    _check_who(actor, item, municipality_id, opens=choice.audience == Openness.Audience.OPEN)
    policies.check_is_of_now(item, seen=choice.seen)
    policies.check_changes(item.standing, audience=choice.audience)
    policies.check_says_why(audience=choice.audience, ground=choice.ground, reason=choice.reason)
    policies.check_is_to_come(until_on=choice.until_on, today=timezone.localdate(now))
    opens = choice.audience == Openness.Audience.OPEN
    if opens:
        _check_tells_nothing_hidden(municipality_id, item)
    row = Openness.objects.create(
        municipality_id=municipality_id,
        kind=kind,
        key=key,
        audience=choice.audience,
        ground="" if opens else choice.ground,
        reason=choice.reason.strip()[:500],
        until_on=None if opens else choice.until_on,
        set_by_id=person(actor),
        set_at=now,
    )
    _record("openness.set", row, actor, now)


@transaction.atomic
def take_back(
    *, municipality_id: int, kind: str, key: str, seen: int, actor: Actor, now: datetime
) -> None:
    """Put back what stood before the newest change.

    Raises:
        NotAllowed: The actor may not do this with this item.
        WrongState: Nothing was recorded, somebody changed it meanwhile, or a report would be
            public that tells what public tables do not.

    Changes:
        One ``Openness`` as it stood before; one event ``openness.taken_back``.
    """
    item = _locked(municipality_id, kind, key, now)
    before = item.before
    _check_who(actor, item, municipality_id, opens=before.is_open)
    policies.check_can_be_taken_back(item)
    policies.check_is_of_now(item, seen=seen)
    if before.is_open:
        _check_tells_nothing_hidden(municipality_id, item)
    row = Openness.objects.create(
        municipality_id=municipality_id,
        kind=kind,
        key=key,
        set_by_id=person(actor),
        set_at=now,
        takes_back=True,
        **_as_before(before),
    )
    _record("openness.taken_back", row, actor, now)


def _as_before(before: Standing) -> dict[str, object]:
    return {
        "audience": before.audience,
        "ground": before.ground,
        "reason": before.reason,
        "until_on": before.until_on,
    }


def _locked(municipality_id: int, kind: str, key: str, now: datetime) -> Item:
    lock_municipality(municipality_id)
    item = find_item(
        municipality_id=municipality_id, kind=kind, key=key, on=timezone.localdate(now)
    )
    if item is None:
        raise WrongState(_("There is nothing here that could be public."))
    return item


def _check_who(actor: Actor, item: Item, municipality_id: int, *, opens: bool) -> None:
    if opens:
        policies.check_may_open(actor, municipality_id=municipality_id)
    else:
        policies.check_may_restrict(actor, municipality_id=municipality_id, owner_id=item.owner_id)


def _check_tells_nothing_hidden(municipality_id: int, item: Item) -> None:
    """A report for everybody tells no figure that a table keeps back."""
    if item.kind != Openness.Kind.REPORT:
        return
    found = figures_kept_back(municipality_id=municipality_id, report_id=item.key)
    if found:
        raise WrongState(
            _(
                "This report tells figures that public tables do not show, or from which these can be "
                "calculated, and somebody could be recognised: %(figures)s. Make an edition without "
                "them."
            )
            % {"figures": "; ".join(found)}
        )


def _record(name: str, row: Openness, actor: Actor, now: datetime) -> None:
    audit.record(
        name=name,
        subject=("openness", f"{row.kind}:{row.key}"),
        actor=actor,
        now=now,
        facts={
            "municipality_id": row.municipality_id,
            "kind": row.kind,
            "key": row.key,
            "audience": row.audience,
            "ground": row.ground,
            "until_on": row.until_on.isoformat() if row.until_on else "",
        },
    )
