"""The form with which a delegate lets another speak."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.agreements.delegating.policies import Wanted
from drieluik.ui.forms import WordsField

Choices = Sequence[tuple[str, str]]
Objections = Callable[[Wanted], list[tuple[str, str]]]
_LATEST = date(2100, 12, 31)


class DelegationForm(forms.Form):
    """Who speaks, about what, how long and why; a choice of who is ``party/person``."""

    stand_in = forms.ChoiceField(
        label=gettext_lazy("Who speaks in your place?"),
        error_messages={
            "invalid_choice": gettext_lazy(
                "This person is no delegate of your party. Only a delegate of the same party can"
                " speak in your place."
            )
        },
    )
    proposal = forms.ChoiceField(label=gettext_lazy("About what?"), required=False)
    from_on = forms.DateField(
        label=gettext_lazy("First day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("For one proposal it may stay empty: then until the decision."),
    )
    reason = WordsField(
        label=gettext_lazy("Why?"),
        max_length=300,
        help_text=gettext_lazy(
            "Such as: holiday, or: knows this subject better. All parties read it, so write "
            "nothing about health."
        ),
    )

    def __init__(
        self,
        *args: Any,
        stand_ins: Choices,
        proposals: Choices,
        objections: Objections,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].choices = list(stand_ins)  # type: ignore[attr-defined]  # a choice field
        every = ("", _("All proposals in this time"))
        self.fields["proposal"].choices = [every, *proposals]  # type: ignore[attr-defined]  # a choice field
        self._objections = objections

    def clean_last_on(self) -> date | None:
        """Refuse a day that no calendar has."""
        day: date | None = self.cleaned_data["last_on"]
        if day is not None and day > _LATEST:
            raise forms.ValidationError(_("This day is too far away."))
        return day

    def clean(self) -> dict[str, Any]:
        """Say everything else that is wrong, each at its field."""
        given = super().clean() or {}
        if not {"stand_in", "proposal", "from_on", "last_on"} <= given.keys():
            return given
        for name, sentence in self._objections(wanted_of(given)):
            if name not in self.errors:
                self.add_error(name or None, sentence)
        return given


def wanted_of(given: dict[str, Any]) -> Wanted:
    """Return what was filled in as what is wanted."""
    party, _slash, person = given["stand_in"].partition("/")
    last_on: date | None = given["last_on"]
    return Wanted(
        party_id=int(party),
        stand_in_id=int(person),
        proposal_id=UUID(given["proposal"]) if given["proposal"] else None,
        from_on=given["from_on"],
        until_on=last_on + timedelta(days=1) if last_on else None,
        reason=given.get("reason", ""),
    )
