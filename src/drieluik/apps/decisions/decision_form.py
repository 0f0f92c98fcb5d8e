"""The form of a decision in the session: all that is wrong with it is told at once, at its place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.decisions.fields import Choices, day_field, offer, words
from drieluik.apps.decisions.forms import VersionForm
from drieluik.apps.decisions.services import NewDecision, NewTask

N_TASKS = 3
"""Tasks that can be written down with one decision."""
ADOPTING = ("adopt", "adopt_in_part")


@dataclass(frozen=True, slots=True)
class Deciding:
    """What can be decided on an item.

    Attributes:
        kinds: What the meeting can do with it.
        parties: Who can get a task.
        parts: Changes of its proposal that can be left out; none without one.
        day: From when the text of its proposal counts unless told otherwise; None without one.
        faults: Gives what is wrong with adopting it from a day without some parts.
    """

    kinds: Choices
    parties: Choices
    parts: Choices
    day: date | None
    faults: Callable[[str, date | None, tuple[str, ...]], Sequence[tuple[str, str]]]


class DecisionForm(VersionForm):
    """A decision with what has to be done because of it."""

    kind = forms.ChoiceField(label=gettext_lazy("What the meeting does"))
    text = words(gettext_lazy("Decision in words"), 3, max_length=10000)
    in_force_from = day_field(
        gettext_lazy("In force from"),
        required=False,
        help_text=gettext_lazy("Only for agreements that are adopted."),
    )
    left_out = forms.MultipleChoiceField(
        label=gettext_lazy("When adopted in part: what stays out"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, about: Deciding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._about = about
        # nothing is chosen beforehand: a decision is never taken by leaving a field alone
        offer(self.fields["kind"], [("", _("choose")), *about.kinds])
        offer(self.fields["left_out"], about.parts)
        adopts = any(kind in ADOPTING for kind, _label in about.kinds)
        if not (adopts and about.parts):
            del self.fields["left_out"]
        if not adopts:
            del self.fields["in_force_from"]
        elif about.day is not None:
            day = self.fields["in_force_from"]
            day.required, day.initial = True, about.day
            day.help_text = _("First day of the new text; it only counts when this is adopted.")
        for n in range(1, N_TASKS + 1):
            self.fields[f"task_party_{n}"] = forms.ChoiceField(
                label=_("Task %(n)s: for") % {"n": n},
                choices=[("", _("nobody")), *about.parties],
                required=False,
            )
            self.fields[f"task_text_{n}"] = forms.CharField(
                label=_("Task %(n)s: what") % {"n": n}, required=False, max_length=1000
            )
            self.fields[f"task_due_{n}"] = day_field(
                _("Task %(n)s: before or on") % {"n": n}, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Say of the decision and of every task all that is wrong."""
        given = super().clean() or {}
        self._clean_adopting(given)
        for n in range(1, N_TASKS + 1):
            self._clean_task(given, n)
        return given

    def _clean_adopting(self, given: dict[str, Any]) -> None:
        kind, day = given.get("kind", ""), given.get("in_force_from")
        wrong = set(self.errors)
        if kind in ADOPTING:
            faults = self._about.faults(kind, day, tuple(given.get("left_out", ())))
            for field, sentence in faults:
                if field not in wrong:
                    self.add_error(field if field in self.fields else None, sentence)
        elif kind and day and self._about.day is None:
            self.add_error("in_force_from", _("Only text that is adopted takes effect on a day."))

    def _clean_task(self, given: dict[str, Any], n: int) -> None:
        party, text = given.get(f"task_party_{n}"), given.get(f"task_text_{n}")
        due = given.get(f"task_due_{n}")
        if (party or text or due) and not (party and text):
            missing = f"task_party_{n}" if text else f"task_text_{n}"
            self.add_error(missing, _("A task says who does what."))
        if due and due < timezone.localdate():
            self.add_error(f"task_due_{n}", _("The day of a task lies in the past."))

    def decision(self) -> NewDecision:
        """Return the decision as the service wants it."""
        given = self.cleaned_data
        tasks = tuple(
            NewTask(int(given[f"task_party_{n}"]), given[f"task_text_{n}"], given[f"task_due_{n}"])
            for n in range(1, N_TASKS + 1)
            if given[f"task_party_{n}"]
        )
        day = given.get("in_force_from") if given["kind"] in ADOPTING else None
        left_out = tuple(given.get("left_out", ()))
        return NewDecision(given["kind"], given["text"], day, tasks, left_out)

    def own_fields(self) -> list[Any]:
        """Return the fields of the decision itself."""
        names = ("kind", "text", "in_force_from", "left_out")
        return [self[name] for name in names if name in self.fields]

    def task_fields(self) -> list[Any]:
        """Return the fields of the tasks."""
        return [self[name] for name in self.fields if name.startswith("task_")]
