"""Who reads the year, sets its house rules, says what was done, and has a secret address."""

from datetime import date

from django.utils.translation import gettext as _

from drieluik.apps.calendar.rows import Doing, YearItem
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.policy import policy

ACTING_ROLES = ("editor", "delegate", "controller", "steward")
"""Who does something for a party, besides reading and managing members."""


@policy
def check_may_read(actor: Actor, *, municipality_id: int) -> None:
    """Whoever takes part in a municipality reads its year, the council too."""
    if not actor.may_read(municipality_id):
        raise NotAllowed(_("You take no part in this municipality."))


@policy
def check_may_set_rules(actor: Actor, *, municipality_id: int) -> None:
    """An editor or steward of the municipality records the house rules."""
    if not actor.has_role(
        "editor", "steward", party_kind="municipality", municipality_id=municipality_id
    ):
        raise NotAllowed(_("Only an editor or steward of the municipality can record house rules."))


@policy
def check_may_set_days(actor: Actor, *, municipality_id: int) -> None:
    """An editor or steward of the municipality records which days hold, as the parties agreed."""
    if not actor.has_role(
        "editor", "steward", party_kind="municipality", municipality_id=municipality_id
    ):
        raise NotAllowed(_("Only an editor or steward of the municipality can record days."))


@policy
def check_day_can_be_agreed(line: YearItem, agreed_on: date) -> None:
    """Another day is agreed where the law or house rule leaves it to the parties, in its own year."""
    if not line.leaves_its_day:
        raise WrongState(
            _("The law or house rule leaves no other day for this. A meeting is moved at its page.")
        )
    if str(agreed_on.year) != line.item.id.partition(":")[0]:
        raise WrongState(_("Choose a day in the same year: the rules may differ in another one."))
    if line.item.settled and agreed_on == line.item.last_on:
        raise WrongState(_("This day has been agreed already."))


@policy
def check_may_have_address(actor: Actor, *, municipality_id: int, party_id: int) -> None:
    """A person follows the year for a party of which the person is a member here."""
    if not any(
        standing.party_id == party_id and municipality_id in standing.municipality_ids
        for standing in actor.standings
    ):
        raise NotAllowed(_("You can only follow the calendar for a party you belong to here."))


@policy
def check_may_mark(
    actor: Actor, *, municipality_id: int, party_id: int | None, doing: Doing
) -> None:
    """A party that must act says so for itself; the secretary may for each of them and for all."""
    own = any(
        standing.party_id == party_id
        and standing.role in ACTING_ROLES
        and municipality_id in standing.municipality_ids
        for standing in actor.standings
    )
    secretary = actor.has_role(
        "editor", "steward", party_kind="municipality", municipality_id=municipality_id
    )
    must_act = party_id in {one for one, _name in doing.must_act}
    if not (secretary and (party_id is None or must_act)) and not (own and must_act):
        raise NotAllowed(
            _("Only a party that must do this, or the municipality, can say that it was done.")
        )


@policy
def check_can_be_marked(
    line: YearItem, party_id: int | None, *, done_on: date, today: date
) -> None:
    """A last day is marked once for a party, after it was done; meetings are held instead."""
    if not line.can_be_marked:
        raise WrongState(
            _("This is not marked as done: a meeting is held, and figures are delivered.")
        )
    if party_id in {mark.party_id for mark in line.doing.marks}:
        raise WrongState(_("Somebody already said that this was done."))
    if done_on > today:
        raise WrongState(_("It cannot have been done in the future."))
    if done_on.year < line.item.from_on.year - 1:
        raise WrongState(_("That day is more than a year before: is the year right?"))


@policy
def check_may_choose_mails(actor: Actor, *, municipality_id: int) -> None:
    """Whoever takes part here chooses for the own person only."""
    if actor.user_id is None or not actor.may_read(municipality_id):
        raise NotAllowed(_("You take no part in this municipality."))
