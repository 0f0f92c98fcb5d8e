"""The form of a comment: which words, and what is remarked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.agreements.commenting.anchors import places_of
from drieluik.ui.forms import WordsField


class AnswerForm(forms.Form):
    """What somebody remarks on behalf of a party."""

    text = WordsField(
        label=gettext_lazy("Your comment"),
        max_length=4000,
        help_text=gettext_lazy("All three sides read it, with your name and your party."),
        rows=4,
    )
    party = forms.TypedChoiceField(label=gettext_lazy("On behalf of"), coerce=int)

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = list(parties)  # type: ignore[attr-defined]  # a choice field
        if len(parties) == 1:
            self.initial.setdefault("party", parties[0][0])
            self.fields["party"].widget = forms.HiddenInput()


class CommentForm(AnswerForm):
    """A comment on words of a text."""

    words = forms.CharField(
        label=gettext_lazy("Which words is it about?"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy(
            "Copy or type them from the text above. Leave empty for the whole text."
        ),
    )
    field_order = ("words", "text", "party")

    def __init__(self, *args: Any, seen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seen = seen

    def clean_words(self) -> tuple[int, int]:
        """Find the words: they stand in the text, and once."""
        words = self.cleaned_data["words"]
        places = places_of(words, self._seen)
        if words.strip() and not places:
            raise forms.ValidationError(_("These words do not stand in the text above."))
        if len(places) > 1:
            raise forms.ValidationError(
                _("These words stand there %(n)s times. Copy some more words around them.")
                % {"n": len(places)}
            )
        return places[0] if places else (0, 0)
