"""Forms of changes that rebuild the document: split, merge, and a new section."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.agreements.contents import is_usable_number
from drieluik.apps.agreements.proposals.forms import Choices, number_that_is_usable
from drieluik.core.amendments.sets.rows import SetSection
from drieluik.core.documents.texts import MOST_LINES, MOST_SIGNS
from drieluik.ui.forms import WordsField

IN_THEME, NEW_THEME = "in", "nieuw"


def _words(label: Any, rows: int = 6, *, required: bool = True) -> WordsField:
    return WordsField(
        label=label, max_length=MOST_SIGNS, most_lines=MOST_LINES, rows=rows, required=required
    )


def _heading(label: Any) -> WordsField:
    return WordsField(label=label, required=False, max_length=300)


class SplitForm(forms.Form):
    """The two agreements that come of one."""

    heading = _heading(gettext_lazy("Heading of the first agreement"))
    text = _words(gettext_lazy("Text of the first agreement"))
    number = forms.CharField(label=gettext_lazy("Number of the new agreement"), max_length=20)
    new_heading = _heading(gettext_lazy("Heading of the new agreement"))
    new_text = _words(gettext_lazy("Text of the new agreement"))

    def clean_number(self) -> str:
        """Refuse a number that cannot be an address."""
        return number_that_is_usable(self.cleaned_data["number"])


class MergeForm(forms.Form):
    """The one agreement that comes of several."""

    number = forms.CharField(label=gettext_lazy("Number"), max_length=20)
    heading = _heading(gettext_lazy("Heading"))
    text = _words(gettext_lazy("Text of the agreement"), rows=10)

    def clean_number(self) -> str:
        """Refuse a number that cannot be an address."""
        return number_that_is_usable(self.cleaned_data["number"])


class NewSectionForm(forms.Form):
    """A new part of a theme, or a new theme; ``sections`` are all others."""

    place = forms.ChoiceField(label=gettext_lazy("Place in the document"))
    theme_number = forms.CharField(
        label=gettext_lazy("Number of the new theme"), required=False, max_length=20
    )
    theme_title = WordsField(
        label=gettext_lazy("Title of the new theme"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Number and title of the theme: only for a new theme."),
    )
    letter = forms.CharField(
        label=gettext_lazy("Letter of the section"),
        required=False,
        max_length=8,
        help_text=gettext_lazy("Such as: C. A new theme without parts has no letter and no title."),
    )
    section_title = WordsField(
        label=gettext_lazy("Title of the section"), required=False, max_length=300
    )
    goal = _words(gettext_lazy("Goal"), rows=3, required=False)
    how = _words(gettext_lazy("How"), rows=3, required=False)

    def __init__(
        self, *args: Any, places: Choices, sections: Sequence[SetSection], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._sections = sections
        field = self.fields["place"]
        if isinstance(field, forms.ChoiceField):
            field.choices = places

    def clean(self) -> dict[str, Any]:
        """Ask of a new theme its name, and of a part of a theme its letter and title."""
        given = super().clean() or {}
        where, _slash, after = given.get("place", "").partition("/")
        if where == NEW_THEME:
            self._check_new_theme(given)
        elif where == IN_THEME:
            self._check_part(given, after)
        return given

    def _check_new_theme(self, given: dict[str, Any]) -> None:
        number = given.get("theme_number", "").strip()
        if not is_usable_number(number):
            self.add_error("theme_number", _("Give the new theme a number, such as 11."))
        elif number in {one.theme_number for one in self._sections}:
            self.add_error("theme_number", _("There is a theme with this number already."))
        if not given.get("theme_title", "").strip():
            self.add_error("theme_title", _("Give the new theme a title."))
        if bool(given.get("letter", "").strip()) != bool(given.get("section_title", "").strip()):
            self.add_error("letter", _("Give both a letter and a title, or neither."))

    def _check_part(self, given: dict[str, Any], after: str) -> None:
        theme = next(one.theme for one in self._sections if one.id == after)
        letter = given.get("letter", "").strip()
        letters = {one.letter for one in self._sections if one.theme == theme}
        if not letter:
            self.add_error("letter", _("Give the section a letter."))
        elif letter in letters:
            self.add_error("letter", _("This theme has a section with this letter already."))
        if not given.get("section_title", "").strip():
            self.add_error("section_title", _("Give the section a title."))
        for name in ("theme_number", "theme_title"):
            if given.get(name, "").strip():
                self.add_error(name, _("Leave this empty: the section comes in an existing theme."))
