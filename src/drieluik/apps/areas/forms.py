"""Forms about borders and areas."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.areas.models import OwnArea
from drieluik.apps.areas.policies import EARLIEST_YEAR, LATEST_YEAR
from drieluik.apps.areas.rows import WijkOfBuurten
from drieluik.apps.areas.services import NewArea, Said
from drieluik.core.geography.own_areas import MOST_LETTERS
from drieluik.core.placing import LONGEST_PLACE, MOST_PLACES
from drieluik.ui.forms import GroupedChoices, WordsField, mark_one_of_both


class BordersForm(forms.Form):
    """A file with borders and where it comes from."""

    file = forms.FileField(
        label=gettext_lazy("File with borders"),
        allow_empty_file=True,
        help_text=gettext_lazy(
            "The wijken en buurten of the CBS as GeoPackage (.gpkg), GeoJSON, shapefile in a zip, "
            "or a StatLine table (.csv). The file of the whole country may be used."
        ),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year of the borders"),
        required=False,
        min_value=EARLIEST_YEAR,
        max_value=LATEST_YEAR,
        help_text=gettext_lazy("Only needed when the file does not say it."),
    )
    source = WordsField(
        label=gettext_lazy("Source"),
        max_length=200,
        help_text=gettext_lazy(
            "Who made the borders and what it is called; it stands on every map."
        ),
    )
    source_on = forms.DateField(
        label=gettext_lazy("Date of the source"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    licence = WordsField(
        label=gettext_lazy("Licence"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("CC BY 4.0 for the borders of CBS and Kadaster."),
    )

    def said(self) -> Said:
        """Return what was said of the file, as the service wants it."""
        given = self.cleaned_data
        return Said(given["source"], given["licence"], given["source_on"], given["year"])


_MOST_KILOBYTES = 2000


class PlacesForm(forms.Form):
    """Places to look up: typed, or in a small list; one of both."""

    places = forms.CharField(
        label=gettext_lazy("Places, each on a line of its own"),
        required=False,
        strip=False,
        max_length=MOST_PLACES * (LONGEST_PLACE + 2),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "For example: 7511 AB 10, or Langestraat 10, 7511 AB, or Langestraat 10, Enschede (when "
            "the table of addresses has streets), or 257000 471000 (RD), or 52.22 6.89 (WGS84)."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a list"),
        required=False,
        help_text=gettext_lazy(
            "Excel (.xlsx) or csv with columns postcode and huisnummer, or adres, or x and y. "
            "Other columns are not read."
        ),
    )
    year = forms.TypedChoiceField(label=gettext_lazy("Buurten of"), coerce=int)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_one_of_both(self, "places", "file")
        chosen = self.fields["year"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [(year, str(year)) for year in years]
        if len(years) == 1 and not self.is_bound:
            chosen.initial = years[0]

    def clean_places(self) -> str:
        """Count the lines: whoever has more gets told before anything is looked up."""
        written = str(self.cleaned_data["places"]).replace("\r\n", "\n")
        n_lines = sum(bool(line.strip()) for line in written.split("\n"))
        if n_lines > MOST_PLACES:
            raise forms.ValidationError(
                _("These are %(n)s places; at most %(most)s are looked up at once.")
                % {"n": n_lines, "most": MOST_PLACES}
            )
        return written

    def clean_file(self) -> Any:
        """Refuse what is no small list."""
        file = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > _MOST_KILOBYTES * 1000:
            raise forms.ValidationError(
                _("This file is larger than %(most)s kB. Cut the list in pieces.")
                % {"most": _MOST_KILOBYTES}
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Say what is missing: one of both, and not two."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(given["places"].strip()) == bool(given["file"]):
            self.add_error("places", _("Type places, or choose a list: one of both."))
        return given


def _choices_of(wijk: WijkOfBuurten) -> list[tuple[str, str]]:
    whole = [(wijk.code, _("The whole wijk"))] if wijk.code else []
    return [*whole, *wijk.buurten]


class OwnAreaForm(forms.Form):
    """An area of one's own, from buurten or from a drawing."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of area"), choices=OwnArea.Kind.choices)
    name = WordsField(label=gettext_lazy("Name"), max_length=120)
    purpose = WordsField(
        label=gettext_lazy("What is it for?"),
        max_length=500,
        help_text=gettext_lazy(
            "In plain words, with the agreement or the decision it follows from."
        ),
        rows=3,
    )
    drawing = forms.CharField(
        label=gettext_lazy("Drawing"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "What you draw on the map comes here by itself. A drawing of a map programme can be "
            "pasted here as GeoJSON."
        ),
    )
    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Or buurten it is made of"),
        required=False,
        widget=GroupedChoices,
    )

    def __init__(
        self, *args: Any, wijken: Sequence[WijkOfBuurten], told: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        mark_one_of_both(self, "codes", "drawing")
        self._wijken = {one.code: [code for code, _name in one.buurten] for one in wijken}
        codes = self.fields["codes"]
        if isinstance(codes, forms.MultipleChoiceField):
            codes.choices = [(one.name, _choices_of(one)) for one in wijken]
            codes.help_text = told

    def clean_codes(self) -> list[str]:
        """Return the buurten; a whole wijk stands for all of its own."""
        chosen: list[str] = self.cleaned_data["codes"]
        return sorted({code for one in chosen for code in self._wijken.get(one, [one])})

    def clean(self) -> dict[str, Any]:
        """Say at the field itself what is missing."""
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("codes")) == bool(given.get("drawing")) and not self.errors:
            self.add_error("drawing", _("Choose buurten, or give a drawing: one of both."))
        return given

    def area(self, instead_of: UUID | None) -> NewArea:
        """Return the area as the service wants it.

        Args:
            instead_of: The area that it takes the place of.
        """
        return NewArea(**self.cleaned_data, instead_of=instead_of)
