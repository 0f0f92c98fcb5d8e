"""The looks of a workbook: colours, number forms, locked and unlocked cells."""

from dataclasses import dataclass
from typing import Any

from drieluik.core.tables import Column, Kind

INK = "#1F2937"
BLUE = "#154273"
PALE = "#E8EEF5"
GREY = "#6B7280"

NUMBER_FORMS: dict[Kind, str] = {
    Kind.TEXT: "@",
    Kind.CODE: "@",
    Kind.YES_NO: "@",
    Kind.WHOLE: "#,##0",
    Kind.DECIMAL: "General",
    Kind.MONEY: "#,##0.00",
    Kind.DATE: "dd-mm-yyyy",
}


@dataclass(frozen=True, slots=True)
class Looks:
    """The cell formats of one workbook (a format belongs to the workbook that made it)."""

    title: Any
    text: Any
    bold: Any
    quiet: Any
    banner: Any
    header: Any
    header_optional: Any
    link: Any
    whole: Any
    decimal: Any
    year: Any
    inputs: dict[Kind, Any]

    def input_of(self, column: Column) -> Any:
        """Return how a cell of this column is filled in; a year has no thousands."""
        return self.year if column.unit == "year" else self.inputs[column.kind]


def looks_for(workbook: Any) -> Looks:
    """Make the formats in this workbook."""

    def make(**properties: Any) -> Any:
        return workbook.add_format({"font_name": "Calibri", "valign": "top", **properties})

    header = {"bold": True, "text_wrap": True, "border": 1, "border_color": "#FFFFFF"}
    return Looks(
        title=make(bold=True, font_size=18, font_color=BLUE),
        text=make(text_wrap=True, font_color=INK),
        bold=make(bold=True, text_wrap=True, font_color=INK),
        quiet=make(text_wrap=True, font_color=GREY),
        banner=make(bold=True, font_size=12, font_color=BLUE, bg_color=PALE),
        header=make(**header, font_color="#FFFFFF", bg_color=BLUE),
        header_optional=make(**header, font_color=BLUE, bg_color=PALE),
        link=make(font_color=BLUE, underline=1),
        whole=make(num_format="#,##0", align="right"),
        decimal=make(num_format="#,##0.00", align="right"),
        year=workbook.add_format({"num_format": "0", "locked": False}),
        inputs={
            kind: workbook.add_format({"num_format": form, "locked": False})
            for kind, form in NUMBER_FORMS.items()
        },
    )
