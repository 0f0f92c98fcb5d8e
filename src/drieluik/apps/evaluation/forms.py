"""The questionnaire as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.evaluation.questions import SCALE, STATEMENTS
from drieluik.ui.forms import WordsField

_OPEN = ("", gettext_lazy("No answer"))


class AnswersForm(forms.Form):
    """A choice per statement and a remark; who answers for several parties chooses one."""

    remark = WordsField(
        label=gettext_lazy("What do you want to say to the others?"),
        required=False,
        max_length=2_000,
        help_text=gettext_lazy("All parties read this, with the name of your party."),
        rows=4,
    )

    def __init__(self, *args: Any, parties: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parties = parties
        if len(parties) > 1:
            self.fields["party"] = forms.TypedChoiceField(
                label=_("On behalf of"), coerce=int, choices=list(parties.items())
            )
        for one in STATEMENTS:
            self.fields[one.key] = forms.TypedChoiceField(
                label=one.words,
                choices=[_OPEN, *SCALE],
                coerce=int,
                empty_value=None,
                required=False,
            )
        self.order_fields(["party", *(one.key for one in STATEMENTS), "remark"])

    def clean(self) -> dict[str, Any]:
        """Ask for at least something."""
        cleaned = super().clean() or {}
        if not self.errors and not self.scores and not cleaned.get("remark", "").strip():
            self.add_error(None, _("Answer at least one statement, or write a remark."))
        return cleaned

    @property
    def scores(self) -> dict[str, int]:
        """The statements that were answered."""
        given = {one.key: self.cleaned_data.get(one.key) for one in STATEMENTS}
        return {key: score for key, score in given.items() if score is not None}

    @property
    def party_id(self) -> int:
        """The party that answers: the chosen one, or the only one."""
        return int(self.cleaned_data.get("party") or next(iter(self._parties)))
