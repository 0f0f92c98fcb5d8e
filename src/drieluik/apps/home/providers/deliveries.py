"""Deliveries: to hand in, to put right, to sign; and to accept."""

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.deliveries.selectors import Task, get_overview, list_tasks
from drieluik.apps.deliveries.selectors.sent_back import still_to_come
from drieluik.apps.home.todo import Situation, ToDo


def delivering(situation: Situation) -> list[ToDo]:
    """What a corporation must still do for the half-years it was asked for."""
    actor = situation.actor
    if not situation.is_kind("corporation"):
        return []
    found = []
    for task in list_tasks(actor):
        may_sign = actor.has_role("controller", party_id=task.party_id)
        may_deliver = may_sign or actor.has_role("editor", party_id=task.party_id)
        if situation.municipality.name in task.municipalities and may_deliver:
            found += _asked_of_corporation(task, situation, may_sign)
    return found


def accepting(situation: Situation) -> list[ToDo]:
    """What the steward must decide on, and which corporations are silent."""
    if not situation.is_municipal("steward"):
        return []
    place = situation.municipality
    overview = get_overview(municipality_id=place.id, actor=situation.actor, today=situation.on)
    found: list[ToDo] = []
    for name, cells in overview.rows:
        for asked, cell in zip(overview.rounds, cells, strict=True):
            words = {"party": name, "period": str(asked.period)}
            if cell.state == "signed" and cell.delivery_id is not None:
                found.append(
                    ToDo(
                        _("Decide on the delivery of %(party)s over %(period)s") % words,
                        reverse("deliveries:part", args=[place.slug, cell.delivery_id]),
                        _("It has been signed; it counts once you accept it."),
                    )
                )
            elif cell.state == "partly":
                found.append(
                    ToDo(
                        _("%(party)s must hand in some sheets of %(period)s again") % words,
                        reverse("deliveries:round", args=[place.slug, asked.period]),
                        _("You sent them back; the other sheets count."),
                        asked=False,
                    )
                )
            elif (
                cell.state not in ("accepted", "signed")
                and asked.period.ends_before <= situation.on
            ):
                found.append(
                    ToDo(
                        _("%(party)s has not delivered %(period)s yet") % words,
                        reverse("deliveries:overview", args=[place.slug]),
                        _(
                            "Until then the lights that need its figures are unknown. It is now: %(state)s."
                        )
                        % {"state": cell.label.lower()},
                        asked=False,
                        urgent=cell.late,
                    )
                )
    return found


def _asked_of_corporation(task: Task, situation: Situation, may_sign: bool) -> list[ToDo]:
    words = {"party": task.party_name, "period": str(task.period)}
    href = reverse("deliveries:period", args=[task.party_code, task.period])
    late, newest = task.is_late(situation.on), task.newest
    if newest is None or not newest.stands:
        day = formats.date_format(task.due_on, "j F Y")
        sentence = _("Deliver the figures of %(party)s over %(period)s") % words
        return [ToDo(sentence, href, _("Asked before %(day)s.") % {"day": day}, urgent=late)]
    href = reverse("deliveries:delivery", args=[newest.id])
    if newest.state == newest.State.SIGNED and task.counting is None:
        sentence = _("Correct the delivery of %(party)s over %(period)s") % words
        return [
            ToDo(sentence, href, _("The municipality sent it back with a reason."), urgent=True)
        ]
    if any(still_to_come(part) for part in newest.parts.all()):
        sentence = _("Hand in the sheets of %(party)s over %(period)s that were sent back") % words
        href = reverse("deliveries:period", args=[task.party_code, task.period])
        why = _("The municipality accepted the other sheets; those keep counting.")
        return [ToDo(sentence, href, why, urgent=True)]
    if newest.state != newest.State.CHECKED:
        return []
    if newest.n_blocking:
        n = newest.n_blocking
        sentence = _("Put the delivery of %(party)s over %(period)s right") % words
        why = ngettext(
            "%(n)s finding stands in the way of signing.",
            "%(n)s findings stand in the way of signing.",
            n,
        ) % {"n": n}
        return [ToDo(sentence, href, why, urgent=late)]
    if newest.n_to_confirm:
        sentence = _("Confirm what stands out in the delivery of %(party)s over %(period)s") % words
        return [ToDo(sentence, href, _("Some figures stand out and need a reason."), urgent=late)]
    if not may_sign:
        return []
    sentence = _("Sign the delivery of %(party)s over %(period)s") % words
    return [ToDo(sentence, href, _("The check found nothing that stands in the way."), urgent=late)]
