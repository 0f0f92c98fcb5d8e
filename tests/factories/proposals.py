"""Proposals on the small register, walked through the services themselves."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from drieluik.apps.agreements import services
from drieluik.apps.agreements.models import Position, Proposal
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.reading import get_standing
from drieluik.apps.agreements.proposals.standing import ProposalStanding
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.agreements.services import DecisionBehind, ProposalWords, Said
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.models import Municipality
from drieluik.core.amendments.edits.edit import ChangeWords
from tests.factories.accounts import make_user
from tests.factories.agreements import NOW
from tests.factories.organisations import make_actor, make_municipality, make_party

WORDS = ProposalWords("Vaker overleg", "Twee keer is te weinig.", "theme_session")


def delegate(code: str) -> Actor:
    """The person who speaks for a party."""
    return make_actor("delegate", party=make_party(code=code))


def second_delegate(code: str) -> Actor:
    """Another person who can speak for a party."""
    email = f"tweede@{code}.example"
    make_user(email=email, name="Tweede Afgevaardigde")
    return make_actor("delegate", party=make_party(code=code), email=email)


def recorder() -> Actor:
    """The person of the municipality who records decisions."""
    return make_actor("editor", party=make_party(code="gemeente-voorbeeld"))


def change_words(clause: ClauseRow, new_text: str) -> ProposedEdit:
    """Other words for an agreement."""
    edit = ChangeWords(str(uuid4()), str(clause.clause_id), clause.text, new_text)
    return ProposedEdit(edit)


def make_proposal(
    *edits: ProposedEdit,
    party: str = "corporatie-a",
    words: ProposalWords = WORDS,
    submitted: bool = True,
    place: Municipality | None = None,
    now: datetime = NOW,
) -> Proposal:
    """A proposal of a party, submitted unless told otherwise."""
    actor, here = delegate(party), place or make_municipality()
    proposal_id = services.draft_proposal(
        municipality_id=here.id,
        party_id=make_party(code=party).id,
        words=words,
        edits=edits,
        actor=actor,
        now=now,
    )
    if submitted:
        services.submit_proposal(proposal_id=proposal_id, step=0, actor=actor, now=now)
    return Proposal.objects.get(id=proposal_id)


def say(
    proposal: Proposal,
    code: str,
    verdict: str = "agree",
    reason: str = "",
    subjects: Iterable[str] = (),
    now: datetime = NOW,
) -> None:
    """Let the delegate of a party take a position, on everything it is asked for by default."""
    party_id = make_party(code=code).id
    asked = subjects or _asked_of(get_standing(proposal.id, now), party_id)
    services.take_position(
        proposal_id=proposal.id,
        said=Said(party_id, tuple(asked), verdict, reason),
        actor=delegate(code),
        now=now,
    )


def all_agree(proposal: Proposal, now: datetime = NOW) -> None:
    """Let every party that is asked agree."""
    standing = get_standing(proposal.id, now)
    for code, partner in standing.partners.items():
        if asked := _asked_of(standing, partner.party_id):
            say(proposal, code, subjects=asked, now=now)


def lay_consent(proposal: Proposal, now: datetime = NOW) -> None:
    """Write that every party agrees, without the act itself: for tests of what comes after it."""
    standing, by = get_standing(proposal.id, now), recorder().user_id
    Position.objects.bulk_create(
        Position(
            proposal=proposal,
            subject=one.subject.key,
            party_id=row.partner.party_id,
            verdict="agree",
            words_hash=one.subject.words_hash,
            taken_by_id=by,
            taken_at=now,
        )
        for one in standing.subjects
        for row in one.consent.asked
    )


def _asked_of(standing: ProposalStanding, party_id: int) -> list[str]:
    return [
        one.subject.key
        for one in standing.subjects
        if party_id in [row.partner.party_id for row in one.consent.asked]
    ]


def make_decision(name: str = "Bestuurlijk Overleg 2 maart 2020, besluit 1") -> DecisionBehind:
    """A decision as the meeting would name it."""
    return DecisionBehind(uuid4(), name, date(2020, 3, 2))


def adopt(
    proposal: Proposal,
    *,
    in_force_from: date = date(2020, 4, 1),
    left_out: Mapping[UUID, str] | None = None,
    decision: DecisionBehind | None = None,
    now: datetime = NOW,
) -> services.Adopted:
    """Adopt a proposal by a decision."""
    return services.adopt_edits(
        proposal_id=proposal.id,
        decision=decision or make_decision(),
        in_force_from=in_force_from,
        left_out=left_out,
        actor=recorder(),
        now=now,
    )
