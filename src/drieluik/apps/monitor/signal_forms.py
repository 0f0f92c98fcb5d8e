"""Forms for signals and talks: explain, close or open again, put on an agenda, conclude."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from drieluik.apps.monitor.models import TalkNote
from drieluik.apps.monitor.services import Conclusion
from drieluik.ui.forms import WordsField

LONGEST = 2000
"""How many signs an explanation, a reason or a conclusion may have."""


class ExplanationForm(forms.Form):
    """Ask how a party explains a signal."""

    party = forms.TypedChoiceField(label=_("For"), coerce=int)
    text = WordsField(
        label=_("Explanation"),
        max_length=LONGEST,
        rows=4,
        help_text=_("What is the cause, and what do you do about it? All parties read this."),
    )

    def __init__(self, *args: Any, parties: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Ask why a signal is closed or opened again."""

    reason = WordsField(
        label=_("Conclusion or reason"),
        max_length=LONGEST,
        rows=3,
        help_text=_("Why is nothing more asked here, or why is it asked again?"),
    )


class MeetingForm(forms.Form):
    """Ask on which agenda a signal comes."""

    meeting = forms.TypedChoiceField(label=_("Meeting"))

    def __init__(self, *args: Any, meetings: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = meetings  # type: ignore[attr-defined]


class BeginTalkForm(forms.Form):
    """Ask on which day a talk is held, and with whom."""

    held_on = forms.DateField(
        label=_("Day of the talk"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    parties = forms.TypedMultipleChoiceField(
        label=_("Who takes part?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Organisations only; names of people are not kept."),
    )

    def __init__(self, *args: Any, parties: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].choices = parties  # type: ignore[attr-defined]


class ConclusionForm(forms.Form):
    """Ask what was concluded about a signal, and what happens with it when the talk ends."""

    conclusion = WordsField(label=_("Conclusion"), max_length=LONGEST, rows=4)
    outcome = forms.ChoiceField(
        label=_("And the signal?"),
        choices=TalkNote.Outcome.choices,
        widget=forms.RadioSelect,
        help_text=_("This happens when you end the talk; until then you can change it."),
    )
    meeting = forms.ChoiceField(label=_("On the agenda of"), required=False)

    def __init__(self, *args: Any, meetings: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = [("", "–"), *meetings]  # type: ignore[attr-defined]

    def given(self) -> Conclusion:
        """Return the conclusion as the service wants it."""
        data = self.cleaned_data
        meeting = UUID(data["meeting"]) if data["meeting"] else None
        return Conclusion(data["conclusion"], data["outcome"], meeting)
