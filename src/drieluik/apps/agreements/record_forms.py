"""Forms about the record itself: a mistake in it, and years that are settled."""

from django import forms
from django.utils.translation import gettext_lazy

from drieluik.core.documents.texts import MOST_LINES, MOST_SIGNS
from drieluik.ui.forms import WordsField


class RecordCorrectionForm(forms.Form):
    """Ask for the words as they were decided, and how that is known."""

    heading = WordsField(
        label=gettext_lazy("Heading as it was decided"), required=False, max_length=300
    )
    text = WordsField(
        label=gettext_lazy("Text as it was decided"),
        max_length=MOST_SIGNS,
        most_lines=MOST_LINES,
        rows=10,
    )
    reason = WordsField(
        label=gettext_lazy("How do you know? Name the decision or the paper"),
        max_length=500,
        rows=3,
    )
    confirmed = forms.BooleanField(
        label=gettext_lazy("I have compared these words with the decision"), required=False
    )


class YearForm(forms.Form):
    """Ask for a year, what happens to it, and why."""

    year = forms.IntegerField(min_value=1990, max_value=2100)
    act = forms.ChoiceField(choices=[("close", "close"), ("open", "open")])
    reason = WordsField(max_length=500)
