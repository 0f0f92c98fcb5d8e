"""Who may make, renew and withdraw connections, and in which state."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _

from drieluik.apps.connections.models import Connection
from drieluik.apps.connections.scopes import Scope
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.policy import policy

LONGEST = timedelta(days=2 * 366)
"""How long a connection lasts at most: what is forgotten then ends by itself."""


@policy
def check_may_manage_connections(actor: Actor, *, party_id: int) -> None:
    """Only an administrator of the party itself makes, renews and withdraws its connections."""
    if not actor.has_role("administrator", party_id=party_id):
        raise NotAllowed(_("Only an administrator of this party can manage its connections."))


@policy
def check_may_withdraw(actor: Actor, *, party_id: int) -> None:
    """An administrator of the party withdraws a connection; the technical manager may too."""
    if actor is not SYSTEM:
        check_may_manage_connections(actor, party_id=party_id)


@policy
def check_may_give(
    actor: Actor,
    *,
    party_id: int,
    scopes: Collection[str],
    place_ids: Collection[int],
    party_place_ids: Collection[int],
) -> None:
    """Nobody gives a programme more than one may do oneself.

    Args:
        actor: Who makes the connection.
        party_id: The party.
        scopes: What the programme may do.
        place_ids: The municipalities it may do that in.
        party_place_ids: All municipalities in which the party takes part now.
    """
    if not set(place_ids) <= administered(actor, party_id):
        raise NotAllowed(
            _("Choose municipalities in which you yourself are an administrator of this party.")
        )
    if Scope.HAND_IN not in scopes:
        return
    check_may_hand_in(actor, party_id=party_id)
    if not set(party_place_ids) <= set(place_ids):
        raise NotAllowed(
            _(
                "A workbook is for all municipalities of the corporation. Choose all of them, or "
                "leave out handing in. Who is an administrator in some of them only cannot give it."
            )
        )


@policy
def check_may_hand_in(actor: Actor, *, party_id: int) -> None:
    """Handing in is for who may hand in for the corporation."""
    if not actor.has_role("editor", "controller", party_id=party_id, party_kind="corporation"):
        raise NotAllowed(
            _(
                "Handing in can only be given by somebody who hands in for the corporation: "
                "editor or controller, beside administrator."
            )
        )


@policy
def check_period(until_on: date, today: date) -> None:
    """A connection ends after today, and within two years."""
    last = today + LONGEST
    if not today < until_on <= last:
        raise WrongState(
            _("Choose a day after today and no later than %(last)s.")
            % {"last": formats.date_format(last, "j F Y")}
        )


@policy
def check_stands(connection: Connection, today: date) -> None:
    """What was withdrawn or has ended is not renewed: make a new connection."""
    if connection.withdrawn_at is not None:
        raise WrongState(_("This connection has been withdrawn."))
    if connection.until_on <= today:
        raise WrongState(_("This connection has ended. Make a new one."))


@policy
def check_renewing_helps(
    *, scopes: Collection[str], place_ids: Collection[int], party_place_ids: Collection[int]
) -> None:
    """A connection whose municipalities are no longer those of the party is made anew.

    What is named on a connection is kept, and nobody can give that any more.
    """
    if not set(place_ids) <= set(party_place_ids):
        raise WrongState(
            _(
                "Your party no longer takes part in all municipalities of this connection, so it "
                "cannot get a new secret. Make a new connection and withdraw this one."
            )
        )
    if Scope.HAND_IN in scopes and not set(party_place_ids) <= set(place_ids):
        raise WrongState(
            _(
                "Your corporation takes part in more municipalities than this connection names, and "
                "a workbook is for all of them. So it cannot get a new secret. Make a new "
                "connection and withdraw this one."
            )
        )


def administered(actor: Actor, party_id: int) -> frozenset[int]:
    """Return the municipalities in which the actor is an administrator of a party."""
    return frozenset().union(
        *(
            one.municipality_ids
            for one in actor.standings
            if one.party_id == party_id and one.role == "administrator"
        )
    )
