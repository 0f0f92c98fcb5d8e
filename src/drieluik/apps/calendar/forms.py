"""Forms around the year: whose days to show, and house rules."""

from django import forms
from django.utils.translation import gettext_lazy

from drieluik.core.cycle import RuleFileError, Who, rule_book


class PartyForm(forms.Form):
    """For whom to show the year."""

    voor = forms.ChoiceField(
        label=gettext_lazy("For"),
        required=False,
        choices=[
            ("", gettext_lazy("Everybody")),
            (Who.MUNICIPALITY.value, gettext_lazy("Municipality")),
            (Who.CORPORATION.value, gettext_lazy("Housing corporations")),
            (Who.TENANTS.value, gettext_lazy("Tenants' organisations")),
            (Who.COUNCIL.value, gettext_lazy("Municipal council")),
        ],
    )

    def party(self) -> Who | None:
        """Return the chosen kind of party; None for everybody, also after a choice unknown."""
        chosen = self.cleaned_data.get("voor", "") if self.is_valid() else ""
        return Who(chosen) if chosen else None


class RulesForm(forms.Form):
    """House rules as the text of a rule file."""

    text = forms.CharField(
        label=gettext_lazy("House rules"),
        max_length=60_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "The whole file. Begin with what stands here and change what was agreed differently."
        ),
    )
    grounds = forms.CharField(label=gettext_lazy("Where this was agreed"), max_length=300)

    def clean_text(self) -> str:
        """Refuse what is no rule file, in its own words."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            rule_book(text)
        except RuleFileError as error:
            raise forms.ValidationError(str(error)) from error
        return text
