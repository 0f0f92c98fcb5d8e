"""Forms about a half-year that is asked: its days, its reminders, and opening it again."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from drieluik.apps.deliveries.days import (
    Fault,
    RoundDays,
    faults_of,
    faults_of_reminding,
    proposed_days,
)
from drieluik.apps.deliveries.models import DeliveryRound
from drieluik.apps.deliveries.selectors.asking import asked_parties
from drieluik.apps.deliveries.services import faults_of_change, faults_of_reopening
from drieluik.core.tables import Period
from drieluik.ui.forms import WordsField


def _reason() -> WordsField:
    return WordsField(
        label=_("Reason"),
        max_length=2000,
        help_text=_("Every party of the municipality reads this."),
        error_messages={"required": _("Write down the reason; others will read it.")},
        rows=3,
    )


def _day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=picker)


class _ThreeDays(forms.Form):
    """The three days; what is wrong with them is said all at once."""

    due_on = _day(_("To be handed in before or on"), _("What is signed later is shown as late."))
    new_until = _day(
        _("Last day for a first file"),
        _("For who handed in nothing yet. Leave empty: there is no last day."),
        required=False,
    )
    corrections_until = _day(
        _("Last day for corrections"),
        _("To replace or sign what was handed in. Leave empty: there is no last day."),
        required=False,
    )

    def days(self) -> RoundDays:
        """Return the days that were filled in."""
        given = self.cleaned_data
        return RoundDays(given["due_on"], given["new_until"], given["corrections_until"])

    def tell(self, faults: list[Fault]) -> None:
        """Put each fault at its field."""
        for field, words in faults:
            self.add_error(field, words)

    def are_read(self) -> bool:
        """Tell whether all three days could be read."""
        return {"due_on", "new_until", "corrections_until"} <= self.cleaned_data.keys()


def _remind_before() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Days before the last day for the first reminder"),
        help_text=_(
            "Who still owes something gets a mail then, on the day itself and after it. "
            "Leave empty: no reminders."
        ),
        required=False,
    )


class RoundForm(_ThreeDays):
    """A half-year that is asked, with its days and reminders."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    half = forms.TypedChoiceField(
        label=_("Half-year"),
        coerce=int,
        choices=[(1, _("1: January to June")), (2, _("2: July to December"))],
    )
    remind_before = _remind_before()
    field_order = ("year", "half", "due_on", "new_until", "corrections_until", "remind_before")

    def period(self) -> Period:
        """Return the half-year that was filled in."""
        return Period(self.cleaned_data["year"], self.cleaned_data["half"])

    def clean(self) -> dict[str, object]:
        """Say all that is wrong at once."""
        cleaned = super().clean() or {}
        if self.are_read() and {"year", "half"} <= cleaned.keys():
            self.tell(faults_of(self.period(), self.days()))
        if "remind_before" in cleaned:
            self.tell(faults_of_reminding(cast("int | None", cleaned["remind_before"])))
        return cleaned


def proposal(period: Period, remind_before: int) -> dict[str, object]:
    """Return what is filled in beforehand when a half-year is asked."""
    days = proposed_days(period)
    return {
        "year": period.year,
        "half": period.half,
        "due_on": days.due_on,
        "new_until": days.new_until,
        "corrections_until": days.corrections_until,
        "remind_before": remind_before,
    }


class DaysForm(_ThreeDays):
    """Other days for a half-year, and why."""

    reason = _reason()

    def __init__(self, sent: Any, *, asked: DeliveryRound) -> None:
        self._asked = asked
        there = {
            "due_on": asked.due_on,
            "new_until": asked.new_until,
            "corrections_until": asked.corrections_until,
        }
        super().__init__(sent, initial=there)

    def clean(self) -> dict[str, object]:
        """Say all that is wrong at once."""
        cleaned = super().clean() or {}
        if self.are_read():
            self.tell(faults_of_change(self._asked, self.days()))
        return cleaned


class RemindingForm(forms.Form):
    """How long before the shown day the first reminder goes; empty for none."""

    remind_before = _remind_before()

    def clean_remind_before(self) -> int | None:
        """Refuse a number of days that cannot be."""
        given: int | None = self.cleaned_data["remind_before"]
        for _field, words in faults_of_reminding(given):
            raise forms.ValidationError(words)
        return given


class ReopenForm(forms.Form):
    """For whom a half-year is opened again, until when and why."""

    party = forms.TypedChoiceField(label=_("Corporation"), coerce=int)
    until_on = _day(_("Up to and including"))
    reason = _reason()

    def __init__(self, sent: Any, *, asked: DeliveryRound, today: date) -> None:
        self._asked, self._today = asked, today
        super().__init__(sent)
        field = cast("forms.TypedChoiceField", self.fields["party"])
        field.choices = [(one.party_id, one.name) for one in asked_parties(asked)]

    def clean(self) -> dict[str, object]:
        """Say all that is wrong at once."""
        cleaned = super().clean() or {}
        if {"party", "until_on"} <= cleaned.keys():
            # a reason that is lacking is said by its field
            faults = faults_of_reopening(
                self._asked, cleaned["party"], cleaned["until_on"], "-", self._today
            )
            for name, words in faults:
                self.add_error(name, words)
        return cleaned
