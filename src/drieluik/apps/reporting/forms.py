"""Forms of reports: begin, write, freeze, give a reason."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.organisations.actors import Actor
from drieluik.apps.reporting import policies
from drieluik.apps.reporting.kinds import Kind, kind
from drieluik.apps.reporting.selectors import periods_to_choose
from drieluik.apps.reporting.services import Beginning
from drieluik.apps.reporting.wording import audience_label
from drieluik.core.tables import Period
from drieluik.ui.forms import WordsField

LONGEST = 8_000
"""How many signs the text of a party may have."""
_LINES = 120
_REASON = 1_000


class BeginForm(forms.Form):
    """Ask which report, up to which half-year, for whom, and of which corporation."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of report"), widget=forms.RadioSelect)
    period = forms.ChoiceField(
        label=gettext_lazy("Last half-year"),
        help_text=gettext_lazy("The report holds this half-year and the five before it."),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        help_text=gettext_lazy(
            "What these readers may not see is left out, and the report says so."
        ),
    )
    party = forms.TypedChoiceField(
        label=gettext_lazy("Corporation"), coerce=int, empty_value=None, required=False
    )

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[Kind],
        periods: Sequence[str],
        corporations: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("kind", [(one.id, f"{one.name}. {one.about}") for one in kinds])
        self._choose("period", [(each, each) for each in periods])
        audiences = dict.fromkeys(each for one in kinds for each in one.audiences)
        self._choose("audience", [(each, audience_label(each)) for each in audiences])
        if not any(one.is_of_one_party for one in kinds):
            del self.fields["party"]
        else:
            self._choose("party", [("", "–"), *corporations])

    @classmethod
    def for_actor(
        cls, actor: Actor, municipality_id: int, sent: Mapping[str, Any] | None = None
    ) -> Self:
        """Return the form with what somebody may begin in a municipality; the first is proposed."""
        kinds = policies.kinds_to_begin(actor, municipality_id=municipality_id)
        first = {"kind": kinds[0].id, "audience": kinds[0].audiences[0]} if kinds else {}
        return cls(
            sent,
            kinds=kinds,
            periods=periods_to_choose(municipality_id=municipality_id, actor=actor),
            corporations=policies.corporations_to_begin_for(actor, municipality_id=municipality_id),
            initial=first,
        )

    def _choose(self, name: str, choices: Sequence[tuple[object, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say at its own field what does not go with the kind of report."""
        cleaned = super().clean() or {}
        if "kind" not in cleaned:
            return cleaned
        wanted = kind(cleaned["kind"])
        if "period" in cleaned and Period.parse(cleaned["period"]).half not in wanted.halves:
            self.add_error(
                "period", _("A report of this kind ends with the second half of a year.")
            )
        if "audience" in cleaned and cleaned["audience"] not in wanted.audiences:
            names = ", ".join(audience_label(each) for each in wanted.audiences)
            self.add_error(
                "audience", _("A report of this kind is for: %(names)s.") % {"names": names}
            )
        if wanted.is_of_one_party and not cleaned.get("party"):
            self.add_error("party", _("Choose the corporation whose chapter it is."))
        return cleaned

    def given(self) -> Beginning:
        """Return what is begun, as the service wants it."""
        sent = self.cleaned_data
        return Beginning(sent["kind"], sent["period"], sent["audience"], sent.get("party"))


class TextForm(forms.Form):
    """Ask for the text of a party; ``seen`` says over which text it was written."""

    text = WordsField(
        label=gettext_lazy("Text"),
        required=False,
        max_length=LONGEST,
        rows=12,
        most_lines=_LINES,
        help_text=gettext_lazy(
            "Lines that begin with a dash become a list. An empty text takes yours back."
        ),
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class FreezeForm(forms.Form):
    """Ask of which day the report holds what was known."""

    known_on = forms.DateField(
        label=gettext_lazy("As known at the end of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Leave it empty for this moment."),
    )


class NextEditionForm(forms.Form):
    """Ask why there is a next edition."""

    reason = WordsField(
        label=gettext_lazy("Why is there a new edition?"),
        max_length=_REASON,
        rows=3,
        help_text=gettext_lazy("It stands on the cover, with all that is otherwise."),
    )


class WithdrawForm(forms.Form):
    """Ask why a report is withdrawn."""

    reason = WordsField(
        label=gettext_lazy("Why is it withdrawn?"),
        max_length=_REASON,
        rows=3,
        help_text=gettext_lazy("Everybody who may read the report reads this."),
    )
