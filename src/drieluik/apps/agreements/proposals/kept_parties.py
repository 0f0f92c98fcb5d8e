"""What stays as it is when the parties of agreements are recorded outside a proposal.

Who records parties decides whose consent a change needs. So nobody does that alone: while a
submitted proposal runs everything stays, and what has stood for a day can only grow.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.models import ClauseText, RegisterVersion
from drieluik.apps.agreements.proposals.consent import (
    Meaning,
    Partner,
    PartyConsent,
    Quorum,
    Rules,
    SubjectConsent,
    Why,
    consent_of,
)
from drieluik.apps.agreements.proposals.partners import get_rules, list_partners
from drieluik.apps.agreements.proposals.reading import ProposalRow, list_proposals, touched_by
from drieluik.apps.agreements.proposals.standing import bindings_at
from drieluik.apps.organisations.actors import SYSTEM

TIME_TO_MEND = timedelta(days=1)
"""How long whoever recorded parties may take back a mistake."""

Bindings = Sequence[tuple[int, str, str, str]]
"""Party id, code, kind and reason, per binding."""


def proposals_that_hold(
    municipality_id: int, clause_ids: Collection[UUID]
) -> tuple[ProposalRow, ...]:
    """Return the submitted proposals for which the parties of these agreements stay as they are."""
    # consent to the goal of a section is asked of the parties of all its agreements
    sections = ClauseText.objects.filter(clause_id__in=clause_ids)
    keys = {str(clause_id) for clause_id in clause_ids}
    keys |= {str(key) for key in sections.values_list("section_text__section", flat=True)}
    return tuple(
        sorted(
            (
                row
                for row in list_proposals(municipality_id, SYSTEM)
                if row.is_submitted and keys & touched_by(row)
            ),
            key=lambda row: row.number,
        )
    )


def settled_bindings(
    municipality_id: int, now: datetime
) -> dict[str, list[tuple[int, str, str, str]]]:
    """Return the bindings of all agreements that have stood for a day, or that a decision gave."""
    decided = RegisterVersion.objects.filter(
        register__municipality_id=municipality_id, decision_id__isnull=False, recorded_at__lte=now
    ).order_by("-recorded_at")
    newest = decided.values_list("recorded_at", flat=True).first()
    settled = now - TIME_TO_MEND
    at = max(settled, newest) if newest else settled
    return bindings_at(municipality_id, at, merged_by=now)


def what_would_be_lost(
    municipality_id: int,
    clause_ids: Collection[UUID],
    parties: Mapping[str, Sequence[str]],
    now: datetime,
) -> list[str]:
    """Return why these parties cannot be recorded without a proposal, a sentence per fault.

    Args:
        municipality_id: Where the agreements belong.
        clause_ids: The agreements.
        parties: Codes per kind, as they would be recorded for each of them.
        now: When.
    """
    partners = list_partners(municipality_id, timezone.localdate(now))
    settled = settled_bindings(municipality_id, now)
    new = [
        (partners[code].party_id, code, kind, "")
        for kind, codes in parties.items()
        for code in codes
        if code in partners
    ]
    numbers = dict(
        ClauseText.objects.filter(clause_id__in=clause_ids)
        .order_by("version__number")
        .values_list("clause_id", "number")
    )
    counted = get_rules(municipality_id, now).quorums
    found: dict[str, list[str]] = defaultdict(list)
    for clause_id in clause_ids:
        was = settled.get(str(clause_id), ())
        faults = (
            (*_lost(was, new, partners), *_outvoted(was, new, partners, counted)) if was else ()
        )
        for sentence in faults:
            found[sentence].append(numbers.get(clause_id, ""))
    told = [f"{', '.join(places)}: {sentence}" for sentence, places in found.items()]
    return [*told, *_sides_left_out(new, partners)]


def _lost(was: Bindings, new: Bindings, partners: Mapping[str, Partner]) -> Iterator[str]:
    """Yield what a recording takes from what has settled."""
    before, after = ({code for _, code, kind, _ in rows if kind == "bound"} for rows in (was, new))
    here = before & partners.keys()
    if here and here != after:
        names = {one.name for code, one in partners.items() if code in here}
        yield _("It has been settled who must act: %(names)s.") % {"names": _listed(names)}
    gone = _asked(was, partners).keys() - _asked(new, partners).keys()
    if gone:
        names = {one.name for one in partners.values() if one.party_id in gone}
        yield _("These parties would no longer have to agree: %(names)s.") % {
            "names": _listed(names)
        }
    left_out, before_out = (
        {code for _, code, kind, _ in rows if kind == "not_party"} & partners.keys()
        for rows in (new, was)
    )
    if left_out - before_out:
        names = {partners[code].name for code in left_out - before_out}
        yield _("These parties would expressly be no party any more: %(names)s.") % {
            "names": _listed(names)
        }


def _outvoted(
    was: Bindings,
    new: Bindings,
    partners: Mapping[str, Partner],
    counted: Mapping[str, Quorum],
) -> Iterator[str]:
    """Yield which parties would tip the scale of a side of which not all have to agree."""
    before = _asked(was, partners)
    tips = {
        one.partner.name
        for party_id, one in _asked(new, partners).items()
        if party_id not in before and counted[one.partner.kind] is not Quorum.ALL
    }
    if tips:
        yield _("Of this side not all have to agree, so these would tip the scale: %(names)s.") % {
            "names": _listed(tips)
        }


def _sides_left_out(new: Bindings, partners: Mapping[str, Partner]) -> Iterator[str]:
    for side in _consent(new, partners).sides:
        if side.falls_away is Why.NOT_PARTY:
            names = {one.name for one in partners.values() if one.kind == side.kind}
            yield _("Nobody of this side would have to agree any more: %(names)s.") % {
                "names": _listed(names)
            }


def _asked(bindings: Bindings, partners: Mapping[str, Partner]) -> dict[int, PartyConsent]:
    return {one.partner.party_id: one for one in _consent(bindings, partners).asked}


def _consent(bindings: Bindings, partners: Mapping[str, Partner]) -> SubjectConsent:
    meanings = [Meaning(party_id, kind) for party_id, _, kind, _ in bindings]
    return consent_of(tuple(partners.values()), meanings, {}, Rules())


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names))
