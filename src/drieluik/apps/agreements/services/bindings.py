"""Recording which parties an agreement binds and whose consent it needs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.agreements import policies
from drieluik.apps.agreements.models import Binding, Clause
from drieluik.apps.agreements.proposals.kept_parties import (
    proposals_that_hold,
    what_would_be_lost,
)
from drieluik.apps.agreements.proposals.reading import ProposalRow
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.mergers import heirs
from drieluik.apps.organisations.selectors import list_parties
from drieluik.apps.organisations.services import lock_municipality

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Party

Codes = Mapping[str, Sequence[str]]
"""Kind of binding (``bound``, ``consent``, ``not_party``) to codes of parties."""


@transaction.atomic
def set_bindings(
    *,
    municipality_id: int,
    clause_ids: Sequence[UUID],
    parties: Codes,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Say for one or more agreements who is bound and whose consent is needed.

    What was recorded before and is no longer said is ended, not deleted. Who records parties
    decides whose consent a change needs, so nobody narrows that alone: while a submitted proposal
    is about an agreement its parties stay as they are, and what has stood for a day can only grow
    by parties that must agree, on a side of which all must agree. A proposal changes them, with
    the consent of those concerned.

    Args:
        municipality_id: Where the agreements belong.
        clause_ids: The agreements; all get the same parties.
        parties: Codes per kind: ``bound``, ``consent``, ``not_party``.
        reason: Why a party is no party to it; required when ``not_party`` names one.
        actor: Who records it.
        now: When.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: A party takes no part here, is both bound and no party, a reason lacks, a
            submitted proposal is about one of the agreements, others would be bound than has
            settled, a party would no longer have to agree or would expressly be no party, one
            would tip the scale of a side of which not all must agree, or nobody of a side is left.

    Changes:
        ``Binding`` rows; one event ``bindings.set`` per agreement that changed.
    """
    lock_municipality(municipality_id)
    policies.check_may_record(actor, municipality_id=municipality_id)
    excluded = set(parties.get("not_party", ()))
    if excluded & {*parties.get("bound", ()), *parties.get("consent", ())}:
        raise WrongState(_("A party cannot be bound and be no party at the same time."))
    if excluded and not reason.strip():
        raise WrongState(_("Say why this party is no party to the agreement."))
    _check_can_be_recorded(municipality_id, clause_ids, parties, now)
    record_bindings(
        municipality_id=municipality_id,
        by_clause=dict.fromkeys(clause_ids, parties),
        reason=reason.strip(),
        actor=actor,
        now=now,
    )


def _check_can_be_recorded(
    municipality_id: int, clause_ids: Sequence[UUID], parties: Codes, now: datetime
) -> None:
    held = proposals_that_hold(municipality_id, clause_ids)
    if held:
        raise WrongState(told_held(held))
    lost = what_would_be_lost(municipality_id, clause_ids, parties, now)
    if lost:
        raise WrongState(
            " ".join([*lost, _("That goes with a proposal, on which these parties decide.")])
        )


def told_held(held: Sequence[ProposalRow]) -> str:
    """Say why the parties cannot be recorded while these proposals run."""
    return ngettext(
        "Proposal %(numbers)s is about this. Until it is decided or withdrawn the parties stay as "
        "they are, because they decide whose consent it needs. Change them with a proposal.",
        "Proposals %(numbers)s are about this. Until they are decided or withdrawn the parties "
        "stay as they are, because they decide whose consent is needed. Change them with a "
        "proposal.",
        len(held),
    ) % {"numbers": ", ".join(str(row.number) for row in held)}


def record_bindings(
    *,
    municipality_id: int,
    by_clause: Mapping[UUID, Codes],
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    """Write the bindings; the caller has locked and checked who."""
    party_ids = dict(
        list_parties(municipality_id=municipality_id, on=timezone.localdate(now)).values_list(
            "code", "id"
        )
    )
    unknown = {
        code
        for parties in by_clause.values()
        for codes in parties.values()
        for code in codes
        if code not in party_ids
    }
    if unknown:
        raise WrongState(
            _("These parties take no part in this municipality: %(codes)s.")
            % {"codes": ", ".join(sorted(unknown))}
        )
    here = Clause.objects.filter(municipality_id=municipality_id, id__in=by_clause)
    if here.count() != len(by_clause):
        raise WrongState(_("This agreement does not belong to this municipality."))
    stand_for = heirs(municipality_id, timezone.localdate(now))
    for clause_id, parties in by_clause.items():
        wanted = {(party_ids[code], kind) for kind, codes in parties.items() for code in codes}
        _replace(clause_id, wanted, stand_for, reason=reason, now=now)
        audit.record(
            name="bindings.set",
            subject=("clause", clause_id),
            actor=actor,
            now=now,
            facts={kind: sorted(codes) for kind, codes in parties.items()},
        )


def _replace(
    clause_id: UUID,
    wanted: set[tuple[int, str]],
    stand_for: "Mapping[int, Party]",
    *,
    reason: str,
    now: datetime,
) -> None:
    """End what is no longer said and write what is new.

    What names a party that merged stays as long as its heir is named so, and names that party again
    when the merger is taken back. That it was no party says nothing while its heir stands for it.
    """
    kept = set()
    for binding in Binding.objects.filter(clause_id=clause_id, ended_at=None):
        heir = stand_for.get(binding.party_id)
        absent = binding.kind == Binding.Kind.NOT_PARTY
        if heir is not None and absent:
            continue
        key = (heir.pk if heir else binding.party_id, binding.kind)
        if key in wanted and (not absent or binding.reason == reason):
            kept.add(key)
            continue
        binding.ended_at = now
        binding.save(update_fields=["ended_at"])
    Binding.objects.bulk_create(
        Binding(
            clause_id=clause_id,
            party_id=party_id,
            kind=kind,
            reason=reason if kind == Binding.Kind.NOT_PARTY else "",
            recorded_at=now,
        )
        for party_id, kind in sorted(wanted - kept)
    )
