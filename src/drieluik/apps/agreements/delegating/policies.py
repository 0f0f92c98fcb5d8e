"""Who may let another speak in his or her place, for how long, and when somebody may speak."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.agreements.delegating.rows import Delegation, given_away
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to arrange.

    Attributes:
        party_id: The party.
        stand_in_id: Who is to speak.
        proposal_id: About which proposal; None for all.
        from_on: First day.
        until_on: First day on which it no longer counts; None without last day.
        reason: Why.
    """

    party_id: int
    stand_in_id: int
    proposal_id: UUID | None
    from_on: date
    until_on: date | None
    reason: str


@policy
def check_may_delegate(actor: Actor, *, party_id: int, municipality_id: int) -> None:
    """A delegate gives his or her own voice, nobody else's."""
    if not actor.has_role("delegate", party_id=party_id, municipality_id=municipality_id):
        raise NotAllowed(_("Only a delegate of the party itself can let another speak instead."))


@policy
def check_may_end(actor: Actor, row: Delegation, *, municipality_id: int) -> None:
    """Whoever gave it takes it back, whoever got it gives it back; the administrator may too."""
    own = actor.user_id in (row.giver_id, row.stand_in_id)
    manages = actor.has_role(
        "administrator", party_id=row.party_id, municipality_id=municipality_id
    )
    takes_part = row.party_id in actor.party_ids and actor.may_read(municipality_id)
    if not manages and not (own and takes_part):
        raise NotAllowed(
            _("Only the two delegates themselves and the administrator of their party can end it.")
        )


@policy
def check_can_be_ended(row: Delegation) -> None:
    """What is over is not ended once more."""
    if not row.is_open:
        raise WrongState(_("This does not count any more."))


@policy
def check_is_same_party(*, stand_in_id: int, delegates: Collection[int]) -> None:
    """Only a delegate of the same party stands in: nobody speaks for two sides at once."""
    if stand_in_id not in delegates:
        raise WrongState(
            _(
                "This person is no delegate of your party. Only a delegate of the same party can"
                " speak in your place."
            )
        )


@policy
def check_is_somebody_else(*, stand_in_id: int, giver_id: int | None) -> None:
    """Nobody stands in for oneself."""
    if stand_in_id == giver_id:
        raise WrongState(_("Choose somebody else: you already speak for yourself."))


@policy
def check_first_day(*, from_on: date, today: date) -> None:
    """Nothing is arranged afterwards: what was said yesterday was said by who said it."""
    if from_on < today:
        raise WrongState(_("The first day cannot be in the past."))


@policy
def check_last_day(*, wanted: Wanted) -> None:
    """It lasts at least a day; for all proposals it has a last day."""
    if wanted.until_on is not None and wanted.until_on <= wanted.from_on:
        raise WrongState(_("The last day cannot be before the first day."))
    if wanted.until_on is None and wanted.proposal_id is None:
        raise WrongState(
            _("For all proposals a last day is needed. For one proposal it may stay empty.")
        )


@policy
def check_says_why(*, reason: str) -> None:
    """Everybody can read why another speaks."""
    if not reason.strip():
        raise WrongState(_("Say why another speaks in your place."))


@policy
def check_is_one_voice(*, wanted: Wanted, giver_id: int | None, rows: Iterable[Delegation]) -> None:
    """On one day a voice lies with one person: no second stand-in, no chain and no circle."""
    for one in rows:
        if one.party_id != wanted.party_id or not one.meets(
            wanted.from_on, wanted.until_on, wanted.proposal_id
        ):
            continue
        if one.giver_id == giver_id:
            raise WrongState(
                _("In that time %(name)s speaks in your place already. Take that back first.")
                % {"name": one.stand_in}
            )
        if one.stand_in_id == giver_id:
            raise WrongState(
                _(
                    "In that time you speak in the place of %(name)s yourself. Give that back"
                    " first; then %(name)s can choose somebody else."
                )
                % {"name": one.giver}
            )
        if one.giver_id == wanted.stand_in_id:
            raise WrongState(
                _("In that time somebody else speaks in the place of %(name)s. Choose another.")
                % {"name": one.giver}
            )


@policy
def check_has_own_voice(
    *, user_id: int | None, party_id: int, proposal_id: UUID, rows: Iterable[Delegation]
) -> None:
    """Whoever lets another speak does not speak as well, until the voice has been taken back."""
    found = given_away(rows, user_id=user_id, party_id=party_id, proposal_id=proposal_id)
    if found is not None:
        raise WrongState(
            _("%(name)s speaks in your place now. First take your voice back; then you can speak.")
            % {"name": found.stand_in}
        )


@policy
def check_can_speak_by(
    *, row: Delegation | None, user_id: int | None, party_id: int, proposal_id: UUID
) -> None:
    """Whoever speaks in another's place was asked to, for this party, this proposal and today."""
    fits = (
        row is not None
        and row.stand_in_id == user_id
        and row.party_id == party_id
        and row.is_about(proposal_id)
    )
    if not fits:
        raise WrongState(
            _(
                "You cannot speak in this person's place, or no longer. Look at the page again and"
                " give the position for yourself, or not."
            )
        )


def all_objections(
    wanted: Wanted,
    *,
    giver_id: int | None,
    delegates: Collection[int],
    rows: Iterable[Delegation],
    today: date,
) -> list[tuple[str, str]]:
    """Return everything that is wrong with what somebody wants, each with the field it is about.

    Args:
        wanted: What is asked.
        giver_id: Who lets another speak.
        delegates: The delegates of the party.
        rows: The delegations that are there.
        today: The day.
    """
    found = [
        (
            "stand_in",
            check_is_same_party.objection(stand_in_id=wanted.stand_in_id, delegates=delegates),
        ),
        (
            "stand_in",
            check_is_somebody_else.objection(stand_in_id=wanted.stand_in_id, giver_id=giver_id),
        ),
        ("from_on", check_first_day.objection(from_on=wanted.from_on, today=today)),
        ("last_on", check_last_day.objection(wanted=wanted)),
        ("reason", check_says_why.objection(reason=wanted.reason)),
        ("", check_is_one_voice.objection(wanted=wanted, giver_id=giver_id, rows=rows)),
    ]
    return [(name, sentence) for name, sentence in found if sentence]
