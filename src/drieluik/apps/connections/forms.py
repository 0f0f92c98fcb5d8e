"""Forms about connections."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieluik.apps.connections.scopes import Scope
from drieluik.ui.forms import WordsField


class ConnectionForm(forms.Form):
    """Ask what a new connection is for, what it may do where, and until when."""

    name = WordsField(
        label=_("Name of the programme"),
        max_length=80,
        help_text=_("So that everybody of your party recognises it, such as “Data warehouse”."),
    )
    purpose = WordsField(label=_("What is it used for?"), max_length=500, rows=2)
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        widget=forms.CheckboxSelectMultiple,
        choices=Scope.choices,
        initial=[Scope.READ],
    )
    place_ids = forms.TypedMultipleChoiceField(
        label=_("In which municipalities?"), widget=forms.CheckboxSelectMultiple, coerce=int
    )
    until_on = forms.DateField(
        label=_("From which day does it no longer work?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("At most two years ahead. Make a new connection before that day."),
    )

    def __init__(
        self, *args: Any, places: Sequence[tuple[int, str]], may_hand_in: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        place_ids, scopes = self.fields["place_ids"], self.fields["scopes"]
        if isinstance(place_ids, forms.ChoiceField):
            place_ids.choices = places
        if len(places) == 1:
            place_ids.initial = [places[0][0]]
        if isinstance(scopes, forms.ChoiceField) and not may_hand_in:
            scopes.choices = [Scope.choices[0]]


class RenewForm(forms.Form):
    """Ask whether the old secret stops at once."""

    at_once = forms.BooleanField(required=False)


class WithdrawForm(forms.Form):
    """Ask why a connection is withdrawn."""

    reason = WordsField(label=_("Why is the connection withdrawn?"), max_length=300)
