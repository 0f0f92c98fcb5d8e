"""Words for what the core gives as codes: columns, reasons, changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from drieluik.apps.areas.rows import ChosenFrom
from drieluik.apps.areas.selectors import Lacks, Loaded, Located
from drieluik.core.findings import Finding, action_nl, message_nl
from drieluik.core.geography import Count, LayerReport, Missing
from drieluik.core.geography.carrying.comparing import Kind
from drieluik.core.geography.reading.columns import How
from drieluik.core.geography.streets import Unfound
from drieluik.core.placing import AskedPlace
from drieluik.ui.templatetags.drieluik import percent

_MEANINGS = {
    "buurt_code": gettext_lazy("code of the buurt"),
    "wijk_code": gettext_lazy("code of the wijk"),
    "municipality_code": gettext_lazy("code of the municipality"),
    "any_code": gettext_lazy("code of the area"),
    "buurt_name": gettext_lazy("name of the buurt"),
    "wijk_name": gettext_lazy("name of the wijk"),
    "municipality_name": gettext_lazy("name of the municipality"),
    "any_name": gettext_lazy("name of the area"),
    "year": gettext_lazy("year"),
    "year_code": gettext_lazy("year and code"),
    "water": gettext_lazy("whether it is water"),
    "change": gettext_lazy("whether the border changed"),
    "n_inhabitants": gettext_lazy("inhabitants"),
    "n_households": gettext_lazy("households"),
    "n_dwellings": gettext_lazy("dwellings"),
}
_HOW = {
    How.NAME: gettext_lazy("by its name"),
    How.CUT_NAME: gettext_lazy("by its name, which was cut off"),
    How.CODES: gettext_lazy("by the codes in it"),
}
_LEFT_OUT = {
    "other_municipality": gettext_lazy("in another municipality"),
    "other_year": gettext_lazy("of another year"),
    "water": gettext_lazy("water"),
    "fictitious": gettext_lazy("water or abroad, without inhabitants (9997 and 9998)"),
    "code_unreadable": gettext_lazy("without a readable code"),
    "no_code": gettext_lazy("without a code"),
    "same_twice": gettext_lazy("the same row once more"),
}
_KINDS = {
    Kind.SAME: gettext_lazy("the same"),
    Kind.RENAMED: gettext_lazy("another name"),
    Kind.BORDER: gettext_lazy("another border"),
    Kind.RECODED: gettext_lazy("another code, the same border"),
    Kind.NEW: gettext_lazy("new"),
    Kind.GONE: gettext_lazy("gone"),
}
_MISSING = {
    Missing.SECRET_OR_ABSENT: gettext_lazy("not published by the source"),
    Missing.LATER: gettext_lazy("published later"),
    Missing.NO_LONGER: gettext_lazy("no longer published"),
    Missing.NOT_GIVEN: gettext_lazy("not in this file"),
}


@dataclass(frozen=True, slots=True)
class WordedLayer:
    """A layer as a page shows it.

    Attributes:
        name: Name of the layer.
        rows: How many rows it has, in words.
        columns: Per recognised column its name, what it holds, and how that was seen.
        not_read: Columns that were not read, in a row.
        grid: How the coordinates were understood.
        left_out: Per reason how many rows were left out.
    """

    name: str
    rows: str
    columns: Sequence[tuple[str, str, str]]
    not_read: str
    grid: str
    left_out: Sequence[tuple[int, str]]


def worded_layers(layers: Sequence[LayerReport]) -> Iterator[WordedLayer]:
    """Put what was recognised into words."""
    for layer in layers:
        n = layer.n_rows
        yield WordedLayer(
            name=layer.layer,
            rows=ngettext("%(n)s row", "%(n)s rows", n) % {"n": n},
            columns=[
                (one.column, str(_MEANINGS[one.meaning]), str(_HOW[one.how])) for one in layer.taken
            ],
            not_read=", ".join(layer.not_read),
            grid=layer.grid,
            left_out=[(n, str(_LEFT_OUT[reason])) for reason, n in layer.left_out.items()],
        )


def worded_findings(findings: Sequence[Finding]) -> list[dict[str, str]]:
    """Put findings into words, the gravest first."""
    order = ("blocks", "confirm", "remark")
    ordered = sorted(findings, key=lambda found: order.index(found.severity))
    return [
        {"severity": str(one.severity), "message": message_nl(one), "action": action_nl(one)}
        for one in ordered
    ]


def kind_of_change(kind: Kind) -> str:
    """Say what became of an area."""
    return str(_KINDS[kind])


def worded_counts(counts: Mapping[str, Count]) -> list[tuple[str, int | None, str]]:
    """Return per count its name, the number, and why there is none."""
    return [
        (str(_MEANINGS[name]), one.value, str(_MISSING[one.missing]) if one.missing else "")
        for name, one in counts.items()
    ]


def schematic_words() -> str:
    """Say on a drawing that it is schematic."""
    return _("Schematic: cells around the middle of each buurt, no real borders.")


def chosen_from_words(found: ChosenFrom) -> str:
    """Say of which borders the buurten are that can be chosen, and why not of later ones."""
    if found.year is None:
        return _("There are no borders of buurten yet, so none can be chosen.")
    year = {"year": found.year}
    told = [
        _("Choose a whole wijk, or some of its buurten."),
        _("These are the buurten of the schematic map of %(year)d.") % year
        if found.schematic
        else _("These are the buurten of %(year)d.") % year,
    ]
    for later, is_drawn in found.later:
        words = (
            _("Of %(year)d there is only a schematic map; an area is made of real borders.")
            if is_drawn
            else _("Of %(year)d there is only a list of buurten, without borders.")
        )
        told.append(words % {"year": later})
    return " ".join(told)


def located_words(row: Located, loaded: Loaded) -> tuple[str, str]:
    """Say how a place was found and how sure that is; or why not, and what to do."""
    asked = row.asked
    if asked.fault is not None:
        return message_nl(asked.fault), action_nl(asked.fault)
    if not row.how:
        return _no_street(row, loaded) if asked.street else _not_found(asked, loaded)
    if row.how == "point":
        return _found_by_point(row)
    if row.street is not None:
        sure = _("Sure: this address is in the table.")
        no_town = _(
            "This street and number are in the table, but the table does not say in which town."
        )
        return _("By street and number"), sure if row.street.town_known else no_town
    if row.how == "address":
        return _("By postcode and number"), _("Sure: this address is in the table.")
    how = (
        _("By postcode")
        if asked.house_number is None
        else _("By postcode; the number is not in the table")
    )
    if row.share is not None and row.share < 1:
        share = percent(row.share)
        return how, _(
            "%(share)s of the addresses of this postcode lie in this buurt, the others elsewhere."
        ) % {"share": share}
    return how, _("All addresses of this postcode in the table lie in this buurt.")


def _found_by_point(row: Located) -> tuple[str, str]:
    how = _("By its place on the map, read as %(grid)s") % {"grid": row.asked.grid}
    if row.near_border and row.asked.precision >= row.margin:
        return how, _(
            "The numbers as written are exact to about %(n)s metres, and the border is nearer: it can "
            "be another buurt. Write more digits."
        ) % {"n": round(row.margin)}
    if row.near_border:
        return how, _("It lies within five metres of the border: it can be the buurt beside it.")
    return how, _("Sure: it lies within the border.")


def _no_street(row: Located, loaded: Loaded) -> tuple[str, str]:
    """Say why a street with a number was not found, and what to write instead."""
    asked, found = row.asked.street, row.street
    if not loaded.addresses or asked is None or found is None or found.why is None:
        return _not_found(row.asked, loaded)
    facts = {
        "year": loaded.year,
        "street": asked.street,
        "number": asked.house_number,
        "town": asked.town,
        "towns": ", ".join(found.towns),
    }
    postcode = _("Write the postcode, such as “Langestraat 10, 7511 AB”.")
    why, what = {
        Unfound.NO_STREETS: (
            _("The table of addresses of %(year)s has no streets, only postcodes."), postcode,
        ),
        Unfound.STREET: (
            _("The street %(street)s is not in the table of %(year)s."),
            _("Look whether it is written as on the street sign, or write the postcode."),
        ),
        Unfound.TOWN: (
            _("The street %(street)s is not in %(town)s, but in: %(towns)s."),
            _("Write the right town, or the postcode."),
        ),
        Unfound.NUMBER: (
            _("%(street)s is in the table of %(year)s, but number %(number)s is not."),
            _("Look whether the number is right. New addresses come with the next table."),
        ),
        Unfound.SEVERAL_TOWNS: (
            _("%(street)s %(number)s is there in several towns: %(towns)s."),
            _("Write the town behind it, such as “Langestraat 10, Enschede”."),
        ),
        Unfound.SEVERAL_AREAS: (
            _("%(street)s %(number)s is in the table in more than one buurt."), postcode,
        ),
    }[found.why]  # fmt: skip
    return why % facts, what


def _not_found(asked: AskedPlace, loaded: Loaded) -> tuple[str, str]:
    year = {"year": loaded.year}
    if asked.point is not None and not loaded.has_borders:
        return _("There are no real borders of %(year)s.") % year, _(
            "Choose another year, or have the borders read in."
        )
    if asked.point is not None:
        return _("This point lies in no buurt of the municipality."), _(
            "Look whether the numbers are right."
        )
    if not loaded.addresses:
        return _("There is no table of addresses of %(year)s.") % year, _(
            "Choose another year, or have the table loaded."
        )
    return _("This postcode is not in the table of %(year)s.") % year, _(
        "Look whether it is right and lies in this municipality. New addresses come with the next table."
    )


def lacks_words(why: str) -> str:
    """Say why an own area has no place in some borders; empty when it has."""
    told = {
        Lacks.DRAWN_ON_SCHEMATIC: _(
            "It was drawn on a schematic map. On real borders its line means nothing."
        ),
        Lacks.MAP_IS_SCHEMATIC: _("These borders are schematic, and it was drawn on real ones."),
        Lacks.BUURT_GONE: _("One of its buurten is not there in these borders."),
        Lacks.ONLY_A_LIST: _("There are no borders of that year, only a list."),
        Lacks.ONLY_SCHEMATIC: _(
            "The borders of the buurten are only schematic: nobody can tell what lies in it."
        ),
    }
    return told[Lacks(why)] if why else ""


def not_drawn_words(lacking: Sequence[tuple[str, Lacks]]) -> list[str]:
    """Say beside a map which own areas are not on it, and why."""
    return [
        _("Not on the map: %(name)s. %(why)s") % {"name": name, "why": lacks_words(why)}
        for name, why in lacking
    ]
