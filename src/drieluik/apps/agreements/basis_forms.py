"""Forms about the legal basis of the agreements."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.agreements.models import LegalBasis
from drieluik.apps.agreements.services import NewBasis
from drieluik.ui.forms import WordsField

REASONS = [row for row in LegalBasis.Reason.choices if row[0] != LegalBasis.Reason.CORRECTION]


class BasisForm(forms.Form):
    """On what the agreements rest, from when and why; ``clauses`` are ids and names."""

    clause = forms.ChoiceField(label=gettext_lazy("Basis of"), required=False)
    lapses = forms.BooleanField(
        label=gettext_lazy("The basis falls away and nothing comes in its place"), required=False
    )
    name = WordsField(
        label=gettext_lazy("Basis"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Such as: housing vision, or public housing programme."),
    )
    source = WordsField(
        label=gettext_lazy("Article or place"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Such as: Woningwet art. 42."),
    )
    in_force_from = forms.DateField(
        label=gettext_lazy("In force from"), widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.ChoiceField(label=gettext_lazy("Why?"), choices=REASONS)
    explanation = WordsField(
        label=gettext_lazy("Which law, agreement or decision?"),
        max_length=500,
        required=False,
        rows=3,
    )

    def __init__(
        self,
        *args: Any,
        clauses: Sequence[tuple[str, str]] = (),
        corrects: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["clause"]
        if corrects:
            del self.fields["clause"], self.fields["reason"]
            self.fields["explanation"].label = _("What was wrong, and how do you know?")
            self.fields["explanation"].required = True
        elif isinstance(field, forms.ChoiceField):
            field.choices = [("", _("All agreements")), *clauses]

    def clean(self) -> dict[str, Any]:
        """Ask for a name or that it falls away, and for a change what it was changed by."""
        given = super().clean() or {}
        named = bool(given.get("name", "").strip())
        if named == bool(given.get("lapses")):
            self.add_error("name", _("Give a name, or tick that the basis falls away."))
        if given.get("reason", "first") != "first" and not given.get("explanation", "").strip():
            self.add_error(
                "explanation", _("Name the law, agreement or decision by which it changed.")
            )
        return given

    def basis(self) -> NewBasis:
        """Return what was filled in."""
        given = self.cleaned_data
        clause = given.get("clause", "")
        return NewBasis(
            name=given["name"],
            source=given["source"],
            in_force_from=given["in_force_from"],
            reason=given.get("reason", LegalBasis.Reason.CORRECTION),
            explanation=given["explanation"],
            clause_id=UUID(clause) if clause else None,
        )
