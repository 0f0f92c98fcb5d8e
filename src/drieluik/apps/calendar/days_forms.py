"""Forms for agreed days and for days of one year only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from drieluik.apps.calendar.announcing import NewOneOff, faults_of
from drieluik.apps.calendar.one_off import KINDS, PARTIES, OneOffRow
from drieluik.core.cycle import Sort, Who
from drieluik.core.cycle.dutch import WHO_NL
from drieluik.ui.forms import WordsField


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Only for an occasion. Leave it empty for a whole day."),
    )


class AgreeForm(forms.Form):
    """On which other day the parties agreed, and where."""

    agreed_on = _day(gettext_lazy("Agreed day"))
    grounds = WordsField(label=gettext_lazy("Where this was agreed"), max_length=300)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)


class OneOffForm(forms.Form):
    """A day of one year only: what, when, where and who."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=list(KINDS.items()), initial=Sort.MEETING.value
    )
    name = WordsField(
        label=gettext_lazy("Name"),
        max_length=160,
        help_text=gettext_lazy("For the start of a term: what it is about."),
    )
    on = _day(gettext_lazy("Day"))
    starts_at = _time(gettext_lazy("Begins at"))
    ends_at = _time(gettext_lazy("Ends at"))
    place = WordsField(label=gettext_lazy("Where"), required=False, max_length=120)
    who = forms.MultipleChoiceField(
        label=gettext_lazy("Who takes part, or must do this"),
        required=False,
        choices=[(who.value, WHO_NL[who].capitalize()) for who in PARTIES],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Not needed for the start of a term: the law says who must act."),
    )
    words = WordsField(label=gettext_lazy("Where this was agreed"), max_length=300)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Tell everything that is wrong with the day, each at its field."""
        given = super().clean() or {}
        if {"kind", "on", "who", "starts_at", "ends_at"} <= set(given):
            for field, words in faults_of(self.day()):
                if field not in self.errors:
                    self.add_error(field, words)
        return given

    def day(self) -> NewOneOff:
        """Return the day as the service wants it."""
        given = self.cleaned_data
        return NewOneOff(
            kind=given["kind"],
            name=given.get("name", ""),
            on=given["on"],
            words=given.get("words", ""),
            who=tuple(Who(one) for one in given["who"]),
            starts_at=given["starts_at"],
            ends_at=given["ends_at"],
            place=given.get("place", ""),
        )


def initial_of(row: OneOffRow) -> dict[str, Any]:
    """What stands in the form when a day is changed."""
    return {
        "kind": row.kind,
        "name": row.name,
        "on": row.on,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "place": row.place,
        "who": [one.value for one in row.who],
        "words": row.words,
        "seen": row.number,
    }
