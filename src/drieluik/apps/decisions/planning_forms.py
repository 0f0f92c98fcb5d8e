"""Forms to plan and move a meeting, and to record the term for papers."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.decisions.fields import Choices, day_field, offer
from drieluik.apps.decisions.services import MeetingFacts
from drieluik.ui.forms import WordsField


class MomentForm(forms.Form):
    """A day and an hour."""

    on = day_field(gettext_lazy("Day"))
    at = forms.TimeField(
        label=gettext_lazy("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def moment(self) -> datetime:
        """Return both as one moment of local time."""
        given = self.cleaned_data
        return timezone.make_aware(datetime.combine(given["on"], given["at"]))


class MeetingForm(MomentForm):
    """What is known of a meeting when it is planned."""

    field_order = ("kind", "on", "at", "place", "chair", "chair_name")
    kind = forms.ChoiceField(label=gettext_lazy("Kind of meeting"))
    place = WordsField(label=gettext_lazy("Where"), required=False, max_length=200)
    chair = forms.ChoiceField(label=gettext_lazy("Chair: the party"), required=False)
    chair_name = WordsField(label=gettext_lazy("Chair: name"), required=False, max_length=120)

    def __init__(self, *args: Any, kinds: Choices, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["kind"], kinds)
        offer(self.fields["chair"], [("", _("not known yet")), *parties])

    def facts(self, starts_at: datetime | None = None) -> MeetingFacts:
        """Return the meeting as the service wants it."""
        given = self.cleaned_data
        return MeetingFacts(
            kind=given["kind"],
            starts_at=starts_at or self.moment(),
            place=given["place"],
            chair_party_id=int(given["chair"]) if given["chair"] else None,
            chair_name=given["chair_name"],
        )


class ChangeForm(MeetingForm):
    """The same without the moment: moving is an act of its own."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["on"], self.fields["at"]


class MoveForm(MomentForm):
    """Another moment; ``confirmed`` once what it means was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)


class TermForm(forms.Form):
    """How long before a meeting papers must be there."""

    days = forms.IntegerField(
        label=gettext_lazy("Days before the meeting"), min_value=1, max_value=90
    )
    from_on = day_field(gettext_lazy("For meetings from"))
    grounds = WordsField(label=gettext_lazy("Where this was agreed"), max_length=300)
