"""Forms of the openness of items."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.rows import Item
from drieluik.apps.publication.services import Choice
from drieluik.ui.forms import WordsField


class OpennessForm(forms.Form):
    """Who may read an item, why, and until when."""

    audience = forms.ChoiceField(label=gettext_lazy("Who may read it?"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=gettext_lazy("If not everybody: on which ground?"),
        choices=[("", gettext_lazy("Choose a ground")), *Openness.Ground.choices],
        required=False,
    )
    reason = WordsField(
        label=gettext_lazy("Why?"),
        max_length=500,
        help_text=gettext_lazy("The public reads this too. Write no names of persons."),
        rows=3,
    )
    until_on = forms.DateField(
        label=gettext_lazy("If not everybody: the last day of that"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("After this day it is public again. Leave it empty for no end."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, item: Item, may_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        only_shut = item.standing.is_open or not may_open
        opens = Openness.Audience.OPEN.value
        choices = [one for one in Openness.Audience.choices if not only_shut or one[0] != opens]
        audience = self.fields["audience"]
        if isinstance(audience, forms.ChoiceField):
            audience.choices = choices
        if len(choices) == 1:
            self.initial["audience"] = choices[0][0]
        self.initial["seen"] = item.newest_id

    def clean(self) -> dict[str, Any]:
        """Say at the field itself what is missing."""
        given: dict[str, Any] = super().clean() or {}
        shut = given.get("audience") not in (None, Openness.Audience.OPEN.value)
        if shut and not given.get("ground"):
            self.add_error("ground", _("Choose a ground."))
        return given

    def choice(self) -> Choice:
        """Return what was chosen, as the service wants it."""
        return Choice(**self.cleaned_data)


class NarrowForm(forms.Form):
    """Which items to list."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    standing = forms.ChoiceField(
        label=gettext_lazy("Who may read it"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("open", gettext_lazy("Public")),
            ("shut", gettext_lazy("Not public")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [("", _("All")), *Openness.Kind.choices]


class OpenLightsForm(forms.Form):
    """That the lights as seen are opened, and what is different from what was public before."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = WordsField(
        label=gettext_lazy("What is different now?"),
        max_length=500,
        rows=3,
        help_text=gettext_lazy("Everybody reads this. Tell no number and no name."),
    )

    def __init__(self, *args: Any, is_next: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_next:
            del self.fields["note"]

    def clean(self) -> dict[str, Any]:
        """Give no note with a first opening: nothing was public before."""
        given: dict[str, Any] = super().clean() or {}
        return {"note": ""} | given


class StateLayerForm(forms.Form):
    """That the source of a layer made these very figures public itself, and where."""

    publisher = WordsField(
        label=gettext_lazy("Who made these figures public?"),
        max_length=200,
        help_text=gettext_lazy("Everybody reads this: an organisation, such as the CBS. No names."),
    )
    address = forms.URLField(
        label=gettext_lazy("At which address does everybody find them?"),
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy(
            "The page or file of the source itself with these figures, per area, as they are here."
        ),
    )
    looked = forms.BooleanField(
        label=gettext_lazy(
            "I looked at that address. The same figures stand there for everybody, for the same "
            "areas and with this licence."
        )
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ConfirmLayerForm(forms.Form):
    """That a second person looked at the address and found the same."""

    looked = forms.BooleanField(
        label=gettext_lazy(
            "I looked at the address myself. The same figures stand there for everybody, for the "
            "same areas and with this licence."
        )
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
