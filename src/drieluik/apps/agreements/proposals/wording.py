"""The judgement about consent, told to people: what is still needed, and why somebody is asked."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals.consent import (
    PartyConsent,
    Quorum,
    Rules,
    SideConsent,
    Standing,
    Why,
)
from drieluik.apps.agreements.proposals.standing import ProposalStanding, SubjectStanding

_MOST_NAMED = 2


def verdict_sentence(standing: ProposalStanding) -> str:
    """Say whether the whole proposal can be adopted, or what is still needed."""
    if standing.settled:
        return _("Can be adopted")
    return still_needed(standing.subjects)


def short_verdict(standing: ProposalStanding) -> str:
    """Say the same in a line for a list: how many parties are waited for, and who objects."""
    if standing.settled:
        return _("Can be adopted")
    short = [one.consent for one in standing.subjects if not one.consent.settled]
    waiting = _names_of(row for one in short for row in one.missing)
    against = _names_of(row for one in short for row in one.objecting)
    parts = []
    if len(waiting) > _MOST_NAMED:
        parts.append(_("Still needed: %(n)s parties.") % {"n": len(waiting)})
    elif waiting:
        parts.append(_("Still needed: %(who)s.") % {"who": ", ".join(waiting)})
    if against:
        parts.append(_("Objection of %(who)s.") % {"who": ", ".join(against)})
    if not all(one.asked for one in short):
        parts.append(_("Of some of it nobody has been recorded whose consent is needed."))
    return " ".join(parts)


def _names_of(rows: Iterable[PartyConsent]) -> list[str]:
    return list(dict.fromkeys(row.partner.name for row in rows))


def still_needed(subjects: Iterable[SubjectStanding]) -> str:
    """Say what is missing, by party; empty when nothing is."""
    return " ".join(needed_sentences(subjects))


def needed_sentences(subjects: Iterable[SubjectStanding]) -> list[str]:
    """Say what is missing, a sentence for each kind; none when nothing is."""
    short = [one for one in subjects if not one.consent.settled]
    waiting = _by_party(short, _waiting_names)
    against = _by_party(short, lambda one: (row.partner.name for row in one.consent.objecting))
    unasked = [one.subject.label for one in short if not one.consent.asked]
    parts = []
    if waiting:
        parts.append(_("Still needed: %(who)s.") % {"who": _listed(waiting)})
    if against:
        parts.append(_("Objection of %(who)s.") % {"who": _listed(against)})
    if unasked:
        parts.append(
            _("Nobody has been recorded whose consent is needed for %(names)s.")
            % {"names": ", ".join(unasked)}
        )
    return parts


def _waiting_names(one: SubjectStanding) -> list[str]:
    return [_name_with_standing(party, one) for party in one.consent.missing]


def _by_party(
    subjects: Iterable[SubjectStanding], names: Callable[[SubjectStanding], Iterable[str]]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in subjects:
        for name in names(one):
            found[name].append(one.subject.label)
    return found


def _listed(by_party: dict[str, list[str]]) -> str:
    """Name the parties together that are needed for the same agreements."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, labels in by_party.items():
        names[", ".join(labels)].append(name)
    return "; ".join(f"{', '.join(found)} ({labels})" for labels, found in names.items())


def _name_with_standing(party: PartyConsent, one: SubjectStanding) -> str:
    named = {"party": party.partner.name}
    if party.standing is Standing.AWAITS_APPROVAL:
        newest = one.positions[party.partner.party_id][0]
        bodies = {"bodies": ", ".join(newest.missing)}
        return _("the internal approval of %(party)s by %(bodies)s") % (named | bodies)
    if party.standing is Standing.OTHER_WORDS:
        return _("%(party)s again, because the words changed") % named
    if party.standing is Standing.RESERVATION:
        return _("%(party)s without its reservation, which is no consent here") % named
    if party.standing is Standing.ABSTAINS:
        return _("%(party)s, which takes no position so far") % named
    if party.partner.separate:
        return _("the written position of %(party)s") % {"party": party.partner.name}
    return party.partner.name


def needed_of(party: PartyConsent, rules: Rules, bodies: Sequence[str]) -> str:
    """Say what is still needed of an asked party before its position counts; empty when nothing.

    Args:
        party: The party.
        rules: How consent is counted.
        bodies: The bodies that have to approve its newest position yet.
    """
    if party.standing is Standing.AWAITS_APPROVAL:
        return _("still to approve: %(bodies)s") % {"bodies": ", ".join(bodies)}
    if party.standing is Standing.OTHER_WORDS:
        return _("Needed again: the words have changed since.")
    if party.standing is Standing.RESERVATION and not party.counts(rules):
        return _("A reservation is no consent here.")
    if party.standing is Standing.SILENT and party.partner.separate:
        return _("Comes in writing: it is on a separate track.")
    return ""


def why_asked(party: PartyConsent) -> str:
    """Say why parties are asked, or why not, as a heading above their names."""
    if party.why is Why.NOT_PARTY and party.reason:
        return _("Not a party: %(reason)s") % {"reason": party.reason}
    if party.partner.left_on is not None and party.partner.merged_into:
        return _("Merged into %(heir)s on %(day)s; what it said stays readable") % {
            "heir": party.partner.merged_into,
            "day": formats.date_format(party.partner.left_on, "j F Y"),
        }
    if party.partner.left_on is not None:
        return _("Takes part no more since %(day)s; what it said stays readable") % {
            "day": formats.date_format(party.partner.left_on, "j F Y")
        }
    return {
        Why.BOUND: _("Bound by the agreement"),
        Why.CONSENT: _("Their consent was agreed"),
        Why.NEW_PARTY: _("Made a party by this proposal"),
        Why.SIDE: _("Of a side that the agreement names nobody of; every side must consent"),
        Why.NOT_PARTY: _("Not a party"),
        Why.NOT_NAMED: _("Not named by the agreement"),
        Why.LEFT: _("Takes part no more"),
    }[party.why]


def standing_label(party: PartyConsent) -> str:
    """Say in a word or two how the position of an asked party stands."""
    if party.standing is None:
        return _("not asked")
    return {
        Standing.AGREES: _("agrees"),
        Standing.RESERVATION: _("agrees with a reservation"),
        Standing.OBJECTS: _("objects"),
        Standing.ABSTAINS: _("takes no position"),
        Standing.SILENT: _("no position yet"),
        Standing.AWAITS_APPROVAL: _("waits for internal approval"),
        Standing.OTHER_WORDS: _("was about earlier words"),
    }[party.standing]


def side_sentence(side: SideConsent) -> str:
    """Say for one side how many consent and how many are needed."""
    name = side_label(side.kind)
    if not side.n_asked:
        if side.kind == "tenants" and side.falls_away is Why.NOT_NAMED:
            return _(
                "%(side)s: nobody to ask, because the tenants concerned have no organisation."
            ) % {"side": name}
        return _("%(side)s: nobody to ask.") % {"side": name}
    return _("%(side)s: %(n)s of %(asked)s consent, %(needed)s needed.") % {
        "side": name,
        "n": side.n_consenting,
        "asked": side.n_asked,
        "needed": side.n_needed,
    }


def side_label(kind: str) -> str:
    """Name one of the three sides."""
    return {
        "municipality": _("Municipality"),
        "corporation": _("Corporations"),
        "tenants": _("Tenants' organisations"),
    }[kind]


def quorum_label(quorum: Quorum) -> str:
    """Say how many of a side are needed."""
    return {
        Quorum.ALL: _("all that are asked"),
        Quorum.MAJORITY: _("more than half of those that are asked"),
        Quorum.ONE: _("at least one of those that are asked"),
    }[quorum]


def rule_sentences(rules: Rules) -> list[str]:
    """Explain how consent is counted in this municipality."""
    sides = [
        _("%(side)s: %(quorum)s.")
        % {"side": side_label(kind), "quorum": quorum_label(rules.quorums[kind])}
        for kind in rules.quorums
    ]
    reservation = (
        _("Agreeing with a reservation counts as consent; the reservation stays visible.")
        if rules.reservation_counts
        else _("Agreeing with a reservation does not count as consent.")
    )
    return [
        _("Every side must consent to every change: two of the three is not enough."),
        *sides,
        reservation,
        _("Even then nothing changes before the Bestuurlijk Overleg decides."),
    ]


def consents_in(standing: ProposalStanding) -> dict[str, list[dict[str, str]]]:
    """Return per subject who consents, each as name and position in words."""
    return {
        one.subject.key: [
            {"name": party.partner.name, "position": standing_label(party)}
            for party in one.consent.asked
            if party.counts(standing.rules)
        ]
        for one in standing.subjects
    }


def why_left_out(standing: ProposalStanding) -> dict[UUID, str]:
    """Return the edits that cannot be adopted as it stands, each with the reason to record.

    What a decision to adopt in part leaves out at least.
    """
    return {
        UUID(edit_id): still_needed([subject])
        for edit_id, subject in standing.unsettled_edits().items()
    }
