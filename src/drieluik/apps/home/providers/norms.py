"""Norms: to confirm, to confirm again, and agreements that carry none."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.home.todo import Situation, ToDo


def to_confirm(situation: Situation) -> list[ToDo]:
    """Drafts that wait for the steward, and norms whose agreement changed its words."""
    if not situation.is_municipal("steward"):
        return []
    lights, slug = situation.lights, situation.municipality.slug
    found = []
    for clause in lights.clauses:
        for norm in lights.norms_of(clause.clause_id):
            if norm.draft is not None:
                found.append(
                    ToDo(
                        _("Confirm the norm for %(clause)s") % {"clause": clause.name},
                        reverse("monitor:norm", args=[slug, norm.draft.id]),
                        _("It gives no light until you confirm it."),
                    )
                )
    for standing in lights.standings(lights.last_period):
        for light in standing.norms:
            if light.must_be_confirmed:
                found.append(
                    ToDo(
                        _("Word the norm for %(clause)s anew") % {"clause": standing.clause.name},
                        reverse("monitor:norm", args=[slug, light.wording.id]),
                        light.reason,
                        urgent=True,
                    )
                )
    return found


def without_norm(situation: Situation) -> list[ToDo]:
    """How many agreements nobody can test yet, for whoever writes norms."""
    if not situation.is_municipal("editor"):
        return []
    lights = situation.lights
    n = sum(not lights.norms_of(clause.clause_id) for clause in lights.clauses)
    if n == 0:
        return []
    sentence = ngettext("%(n)s agreement carries no norm", "%(n)s agreements carry no norm", n) % {
        "n": n
    }
    why = _("Without a norm nobody can see whether an agreement is met.")
    return [
        ToDo(
            sentence, reverse("monitor:norms", args=[situation.municipality.slug]), why, asked=False
        )
    ]
