"""Who may write norms, judge their own effort and open rows, and in which state."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.monitor.models import NormText, Signal, Talk
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.policy import policy
from drieluik.core.indicators import Audience
from drieluik.core.norms import quotes

PARTNER_KINDS = ("municipality", "corporation", "tenants")
"""The three sides of the agreements; the council and others read along."""
EXPLAINING_ROLES = ("editor", "delegate")
"""Who writes down for a party why a signal is there."""
REMARKING_ROLES = (*EXPLAINING_ROLES, "controller", "steward")
"""Who writes a remark beside a figure for a party: also who answers for the figures."""


@policy
def check_may_write_norms(actor: Actor, *, municipality_id: int) -> None:
    """Editors and stewards of the municipality write norms, for all parties to read."""
    if not actor.has_role(
        "editor", "steward", party_kind="municipality", municipality_id=municipality_id
    ):
        raise NotAllowed(_("Only an editor or steward of the municipality can write norms."))


@policy
def check_may_confirm_norms(actor: Actor, *, municipality_id: int) -> None:
    """The steward of the municipality answers for what gives a light."""
    if not actor.has_role("steward", party_kind="municipality", municipality_id=municipality_id):
        raise NotAllowed(_("Only a steward of the municipality can confirm or retire norms."))


@policy
def check_may_record_definitions(actor: Actor, *, municipality_id: int) -> None:
    """The steward of the municipality records that the parties agreed to a definition."""
    if not actor.has_role("steward", party_kind="municipality", municipality_id=municipality_id):
        raise NotAllowed(_("Only a steward of the municipality can record adopted definitions."))


@policy
def check_may_judge(
    actor: Actor, *, party_id: int, municipality_id: int, bound_party_ids: Sequence[int]
) -> None:
    """A controller or delegate judges the effort of the own party, when it is bound."""
    if not actor.has_role(
        "controller", "delegate", party_id=party_id, municipality_id=municipality_id
    ):
        raise NotAllowed(_("Only a controller or delegate of the party itself can judge this."))
    if party_id not in bound_party_ids:
        raise NotAllowed(_("This party is not bound by this agreement."))


@policy
def check_may_open_rows(actor: Actor, *, party_code: str, municipality_id: int) -> None:
    """Rows are seen by the party that delivered them and by the steward of the municipality."""
    own = any(
        standing.party_code == party_code and municipality_id in standing.municipality_ids
        for standing in actor.standings
    )
    steward = actor.has_role("steward", party_kind="municipality", municipality_id=municipality_id)
    if not own and not steward:
        raise NotAllowed(
            _("Only the organisation itself and the steward of the municipality see the rows.")
        )


@policy
def check_may_ask_consequences(actor: Actor, *, municipality_id: int, party_id: int) -> None:
    """Who decides on a correction or signs it can have calculated again what it changes."""
    steward = actor.has_role("steward", party_kind="municipality", municipality_id=municipality_id)
    if not steward and not actor.has_role(
        "editor", "controller", party_id=party_id, party_kind="corporation"
    ):
        raise NotAllowed(
            _(
                "Only the data steward of the municipality, or an editor or controller of the "
                "corporation, can have this calculated again."
            )
        )


@policy
def check_may_see_detail(
    actor: Actor, audience: Audience, *, municipality_id: int, party_code: str = ""
) -> None:
    """Figures per corporation and per buurt are for the audience that the card names.

    Args:
        actor: Who looks.
        audience: Who may see the figure per corporation, by its card.
        municipality_id: Where.
        party_code: The corporation of the figure; empty for figures per buurt.
    """
    here = [row for row in actor.standings if municipality_id in row.municipality_ids]
    kinds = {row.party_kind for row in here}
    if audience is Audience.OPEN or actor is SYSTEM or "municipality" in kinds:
        return
    if audience is Audience.PARTNERS:
        if not kinds.intersection(PARTNER_KINDS):
            raise NotAllowed(
                _(
                    "Only the municipality, the corporations and the tenants' organisations see "
                    "this figure per corporation and per buurt. You see the total."
                )
            )
        return
    if not party_code or party_code not in {row.party_code for row in here}:
        raise NotAllowed(
            _(
                "Only the corporation itself and the municipality see this figure per "
                "corporation and per buurt. You see the total."
            )
        )


@policy
def check_may_explain(actor: Actor, *, municipality_id: int, party_id: int) -> None:
    """An editor or delegate of one of the three sides explains a signal for the own party."""
    if not any(
        standing.party_id == party_id
        and standing.role in EXPLAINING_ROLES
        and standing.party_kind in PARTNER_KINDS
        and municipality_id in standing.municipality_ids
        for standing in actor.standings
    ):
        raise NotAllowed(_("Only an editor or delegate of this party can explain a signal."))


@policy
def check_may_read_explanations(actor: Actor, *, municipality_id: int) -> None:
    """What parties say about a signal is for the parties, as what they say in meetings is."""
    if not any(
        standing.party_kind in (*PARTNER_KINDS, "other")
        and municipality_id in standing.municipality_ids
        for standing in actor.standings
    ):
        raise NotAllowed(
            _("Explanations and talks about signals are for the parties; you see the signals.")
        )


@policy
def check_may_remark(actor: Actor, *, municipality_id: int, party_id: int) -> None:
    """Who writes for one of the three sides, or answers for its figures, puts a remark beside one."""
    if not any(
        standing.party_id == party_id
        and standing.role in REMARKING_ROLES
        and standing.party_kind in PARTNER_KINDS
        and municipality_id in standing.municipality_ids
        for standing in actor.standings
    ):
        raise NotAllowed(
            _("Only who writes for this party or answers for its figures can put a remark here.")
        )


@policy
def check_may_read_remarks(actor: Actor, *, municipality_id: int) -> None:
    """What parties say beside figures is for the parties, as what they say about signals is."""
    if not check_may_read_explanations.allows(actor, municipality_id=municipality_id):
        raise NotAllowed(_("Remarks beside figures are for the parties; you see the figures."))


@policy
def check_may_close_signals(actor: Actor, *, municipality_id: int) -> None:
    """An editor or steward of the municipality closes signals and opens them again."""
    if not actor.has_role(
        "editor", "steward", party_kind="municipality", municipality_id=municipality_id
    ):
        raise NotAllowed(
            _("Only an editor or steward of the municipality can close a signal or open it again.")
        )


@policy
def check_may_lead_talks(actor: Actor, *, municipality_id: int) -> None:
    """An editor or steward of the municipality begins and ends talks and notes conclusions."""
    if not actor.has_role(
        "editor", "steward", party_kind="municipality", municipality_id=municipality_id
    ):
        raise NotAllowed(
            _("Only an editor or steward of the municipality can lead a talk about signals.")
        )


@policy
def check_is_open(signal: Signal) -> None:
    """What is closed asks nothing of anybody until it is opened again."""
    if signal.state == Signal.State.CLOSED:
        raise WrongState(_("This signal has been closed."))


@policy
def check_is_closed(signal: Signal) -> None:
    """Only what was closed can be opened again."""
    if signal.state == Signal.State.OPEN:
        raise WrongState(_("This signal is open."))


@policy
def check_is_under_way(talk: Talk) -> None:
    """A talk that ended stays as it was."""
    if talk.ended_at is not None:
        raise WrongState(_("This talk has ended; nothing in it changes any more."))


@policy
def check_is_draft(norm_text: NormText) -> None:
    """Only a draft can still be confirmed."""
    if norm_text.state == NormText.State.CONFIRMED:
        raise WrongState(_("This norm has already been confirmed."))
    if norm_text.state == NormText.State.RETIRED:
        raise WrongState(_("This norm has been retired."))


@policy
def check_is_in_use(norm_text: NormText) -> None:
    """A norm is retired once."""
    if norm_text.state == NormText.State.RETIRED:
        raise WrongState(_("This norm has been retired."))


@policy
def check_counts(norm_text: NormText) -> None:
    """Only a norm that gives lights is confirmed again."""
    if norm_text.state != NormText.State.CONFIRMED or not norm_text.indicator_id:
        raise WrongState(_("Only a norm that counts and has a figure can be confirmed again."))


@policy
def check_has_new_version(*, versions: Sequence[tuple[str, int]]) -> None:
    """A norm is confirmed again once for every version."""
    if not versions:
        raise WrongState(_("This norm was already agreed with this definition."))


@policy
def check_quotation_occurs(*, quotation: str, clause_text: str) -> None:
    """A norm leans on words that stand literally in the agreement as in force."""
    if not quotation.strip():
        raise WrongState(_("Quote the words of the agreement that the norm follows from."))
    if not quotes(quotation, clause_text):
        raise WrongState(_("The quotation does not occur literally in the agreement."))


@policy
def check_has_reason(reason: str) -> None:
    """Whoever judges or retires says why."""
    if not reason.strip():
        raise WrongState(_("Give a reason."))


@policy
def check_is_not_recorded(*, is_recorded: bool) -> None:
    """How an indicator always counted is put on record once; after that only a decision changes it."""
    if is_recorded:
        raise WrongState(
            _("This definition is on record already. Another version takes a proposal.")
        )


def parties_to_explain_for(actor: Actor, *, municipality_id: int) -> list[tuple[int, str]]:
    """Return id and name of the parties for which the actor may explain signals."""
    found = {one.party_id: one.party_name for one in actor.standings}
    return [
        (party_id, name)
        for party_id, name in found.items()
        if check_may_explain.allows(actor, municipality_id=municipality_id, party_id=party_id)
    ]


def parties_to_remark_for(actor: Actor, *, municipality_id: int) -> list[tuple[int, str]]:
    """Return id and name of the parties for which the actor may put remarks beside figures."""
    found = {one.party_id: one.party_name for one in actor.standings}
    return [
        (party_id, name)
        for party_id, name in found.items()
        if check_may_remark.allows(actor, municipality_id=municipality_id, party_id=party_id)
    ]


def parties_to_judge_for(
    actor: Actor, *, municipality_id: int, bound: Sequence[tuple[str, str]]
) -> list[tuple[int, str]]:
    """Return id and name of the bound parties for which the actor may judge."""
    codes = {code for code, _name in bound}
    found = {
        standing.party_id: standing.party_name
        for standing in actor.standings
        if standing.role in ("controller", "delegate")
        and standing.party_code in codes
        and municipality_id in standing.municipality_ids
    }
    return list(found.items())
