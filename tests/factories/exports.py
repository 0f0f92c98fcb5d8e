"""What recipients get, for tests: the province gets evictions and new-build."""

from datetime import date
from typing import Any

from drieluik.apps.exports.consent import agreement_of, approvers_of
from drieluik.apps.exports.models import ExportEdition, ExportPlan
from drieluik.apps.exports.services import Choice, Seen, approve_agreed, make_edition, set_plan
from drieluik.apps.organisations.models import Municipality, Party
from tests.factories.organisations import make_actor, make_party
from tests.factories.releases import OUT, make_steward

AGREED: dict[str, Any] = {
    "agreed_ids": ["evictions"],
    "ground": "Verslag van 3 maart 2026, punt 4 (verzonnen).",
    "agreed_by": "Bestuurlijk Overleg",
    "agreed_until": date(2028, 1, 1),
}


def make_province(place: Municipality) -> Party:
    """The province, that takes part as another party."""
    return make_party(code="provincie", name="Provincie", kind="other", municipality=place)


def choose(
    place: Municipality,
    *,
    recipient: Party | None = None,
    now: Any = OUT,
    approved: bool = True,
    **more: Any,
) -> ExportPlan:
    """A recipient gets figures over each half-year, a month after it; corporations approved."""
    chosen = {"from_period": "2020-1", "days_after": 30, "public_ids": ["evictions"]} | more
    plan = set_plan(
        municipality_id=place.pk,
        choice=Choice(recipient_id=(recipient or make_province(place)).pk, **chosen),
        actor=make_steward(place),
        now=now,
    )
    for one in approvers_of(plan, now.date()) if approved and plan.agreed_ids else ():
        if one.approved_at is None:
            approve_for(plan, one.party_id)
    return plan


def approve_for(plan: ExportPlan, party_id: int, *, seen: str = "", now: Any = OUT) -> None:
    """A controller approves for a corporation what is given by agreement."""
    approve_agreed(
        municipality_id=plan.municipality_id,
        agreed=Seen(plan.recipient_id, seen or agreement_of(plan)),
        party_id=party_id,
        actor=make_actor("controller", party=Party.objects.get(id=party_id), on=now.date()),
        now=now,
    )


def make(plan: ExportPlan, period: str = "2020-1", now: Any = OUT) -> ExportEdition | None:
    """The file over a half-year, or None when none was to be made."""
    made = make_edition(
        municipality_id=plan.municipality_id,
        recipient_id=plan.recipient_id,
        period=period,
        now=now,
    )
    return None if made is None else ExportEdition.objects.get(id=made)


def lay_exports(place: Municipality) -> dict[str, object]:
    """The other party of the city gets what is public over a half-year, and has its file."""
    recipient = Party.objects.get(code="zorg")
    chosen = {"from_period": "2019-1", "public_ids": ["new-build", "sales"]}
    plan = choose(
        place,
        recipient=recipient,
        approved=False,
        **chosen,
        **AGREED | {"agreed_ids": ["demolition"]},
    )
    edition = make(plan, "2019-1")
    assert edition is not None
    return {
        "recipient_id": recipient.pk,
        "export_id": edition.id,
        "seen_of_export": agreement_of(plan),
    }
