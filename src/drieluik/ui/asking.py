"""Small forms that several subjects ask in the same words."""

from django import forms
from django.utils.translation import gettext_lazy

from drieluik.ui.forms import WordsField

_LONGEST = 500


class ReasonForm(forms.Form):
    """Why something is withdrawn or taken back."""

    reason = WordsField(
        label=gettext_lazy("Why?"),
        max_length=_LONGEST,
        help_text=gettext_lazy("Whoever looks for it, reads this."),
        rows=3,
    )


class NoFaultForm(forms.Form):
    """Why the points to confirm are no fault."""

    explanation = WordsField(
        label=gettext_lazy("Why are the points to confirm no fault?"),
        required=False,
        max_length=_LONGEST,
        rows=3,
    )
