"""Forms about layers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.layers.models import Card
from drieluik.apps.layers.policies import EARLIEST_YEAR, LATEST_YEAR
from drieluik.apps.layers.services import NewCard, Said
from drieluik.core.layers import Scale
from drieluik.ui.forms import WordsField

_CARD = (
    *("name", "meaning", "theme", "kind", "level", "unit", "source", "source_url", "licence"),
    *("already_open", "publicness", "ground", "decided_by", "publicness_until"),
    *("refresh", "quality", "fictitious"),
)


def _day(**more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **more)


class CardForm(forms.Form):
    """What a layer means, where it comes from and who may see it."""

    name = WordsField(label=gettext_lazy("Name of the layer"), max_length=120)
    meaning = WordsField(
        label=gettext_lazy("What do the figures mean?"),
        max_length=2000,
        help_text=gettext_lazy("In plain words: what is counted, and what is not."),
        rows=4,
    )
    theme = forms.ChoiceField(label=gettext_lazy("Subject"), choices=Card.Theme.choices)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of figure"),
        choices=Card.Kind.choices,
        help_text=gettext_lazy(
            "Classes stand on the map in order of the alphabet; begin them with a number for another order."
        ),
    )
    level = forms.ChoiceField(label=gettext_lazy("Per which area?"), choices=Card.Level.choices)
    unit = WordsField(
        label=gettext_lazy("Unit"),
        max_length=80,
        help_text=gettext_lazy("What is counted: inhabitants, percentage of households, euros."),
    )
    source = WordsField(
        label=gettext_lazy("Source"),
        max_length=200,
        help_text=gettext_lazy(
            "Who made the figures and what they are called; it stands on every map."
        ),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    licence = WordsField(
        label=gettext_lazy("Licence"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("For example CC BY 4.0. Leave empty when the source names none."),
    )
    already_open = forms.BooleanField(
        label=gettext_lazy("The source itself published these figures as open data"), required=False
    )
    publicness = forms.ChoiceField(
        label=gettext_lazy("Who may see the layer?"),
        choices=Card.Publicness.choices,
        widget=forms.RadioSelect,
        initial=Card.Publicness.PUBLIC,
    )
    ground = WordsField(
        label=gettext_lazy("Why is it not public?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Only needed when the layer is not public."),
    )
    decided_by = WordsField(
        label=gettext_lazy("Who decided that?"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("A function or a meeting, no name of a person."),
    )
    publicness_until = _day(
        label=gettext_lazy("Until when?"),
        required=False,
        help_text=gettext_lazy(
            "On this day the organisation looks at it again; the layer does not become public by itself."
        ),
    )
    refresh = forms.ChoiceField(
        label=gettext_lazy("How often do new figures come?"), choices=Card.Refresh.choices
    )
    quality = WordsField(
        label=gettext_lazy("What must a reader know about the quality?"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("For example: rounded to fives, or without student rooms."),
        rows=3,
    )
    fictitious = forms.BooleanField(
        label=gettext_lazy("The figures are made up (example or exercise)"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Say at the field itself what is missing."""
        given: dict[str, Any] = super().clean() or {}
        closed = given.get("publicness") != Card.Publicness.PUBLIC
        if closed and not given.get("ground"):
            self.add_error("ground", _("Say why the layer is not public."))
        if closed and not given.get("decided_by"):
            self.add_error("decided_by", _("Say who decided that the layer is not public."))
        if closed and given.get("already_open"):
            self.add_error("already_open", _("What the source published already is public."))
        return given

    def card(self) -> NewCard:
        """Return the card as the service wants it."""
        return NewCard(**{name: self.cleaned_data[name] for name in _CARD})


class LayerForm(CardForm):
    """A new layer: its card, and of which organisation it is."""

    party = forms.ChoiceField(label=gettext_lazy("Of which organisation is the layer?"))
    field_order = ("party", *_CARD)

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party = self.fields["party"]
        if isinstance(party, forms.ChoiceField):
            party.choices = parties
        if len(parties) == 1:
            party.widget = forms.HiddenInput()
            party.initial = parties[0][0]


class FileForm(forms.Form):
    """A file with figures, and of when they are."""

    file = forms.FileField(
        label=gettext_lazy("File with figures"),
        allow_empty_file=True,
        help_text=gettext_lazy(
            "Excel (.xlsx) or a table (.csv) with a row per area and a column with the CBS code; or a map (.geojson, .gpkg, shapefile in a zip). Points on a map are counted per area."
        ),
    )
    about_from = _day(
        label=gettext_lazy("Of which day are the figures?"),
        help_text=gettext_lazy("Of a period: its first day."),
    )
    about_until = _day(
        label=gettext_lazy("Last day of the period"),
        required=False,
        help_text=gettext_lazy("Leave empty when the figures are of one day."),
    )
    column = WordsField(
        label=gettext_lazy("Column with the figure"),
        required=False,
        max_length=200,
        help_text=gettext_lazy(
            "Not needed: when there are more columns you choose one after reading."
        ),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year of the areas"),
        required=False,
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
        help_text=gettext_lazy("Only needed when the file does not say it."),
    )
    scale = forms.ChoiceField(
        label=gettext_lazy("How are percentages written?"),
        choices=[
            (Scale.PERCENT.value, gettext_lazy("As a percentage: 12,5")),
            (
                Scale.PART.value,
                gettext_lazy("As a part of 1: 0,125 (also cells that Excel shows as 12,5%)"),
            ),
        ],
        widget=forms.RadioSelect,
        initial=Scale.PERCENT.value,
        required=False,
    )

    def __init__(self, *args: Any, has_shares: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_shares:
            del self.fields["scale"]

    def said(self) -> Said:
        """Return what was said of the file, as the service wants it."""
        given = self.cleaned_data
        return Said(
            given["about_from"],
            given["about_until"],
            given["year"],
            given["column"],
            given.get("scale") or Scale.PERCENT.value,
        )


class ColumnForm(forms.Form):
    """Which column holds the figure."""

    column = forms.ChoiceField(label=gettext_lazy("Column with the figure"))

    def __init__(self, *args: Any, columns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        column = self.fields["column"]
        if isinstance(column, forms.ChoiceField):
            column.choices = [(name, name) for name in columns]
