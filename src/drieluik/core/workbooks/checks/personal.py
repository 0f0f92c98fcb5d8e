"""Personal data that does not belong in a delivery: found, named by cell, never repeated."""

from collections.abc import Sequence

import polars as pl

from drieluik.core.findings import Place
from drieluik.core.tables import Kind
from drieluik.core.tables.typed import SHEET_ROW
from drieluik.core.workbooks.checks.marking import mark_cells
from drieluik.core.workbooks.found import FindingList
from drieluik.core.workbooks.matching import bare, column_letters
from drieluik.core.workbooks.reading.columns import Spot
from drieluik.core.workbooks.reading.sheet import SheetReading
from drieluik.core.workbooks.reading.words import cleaned
from drieluik.core.workbooks.rules import RULES, finding

_EMAIL = r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}"
_IBAN = r"(?i)^[A-Z]{2}[0-9]{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}$"
_NINE_DIGITS = r"^[0-9]{9}$"
_DOTS = r"^([0-9]{4})\.([0-9]{2})\.([0-9]{3})$"
_PERHAPS = rf"{_IBAN}|{_NINE_DIGITS}|{_DOTS}"
_ENOUGH_TO_JUDGE = 20
_BY_CHANCE = 0.2
"""One in eleven numbers passes the check by chance; a column of own numbers stays far below."""

_HEADERS = frozenset(
    bare(name)
    for name in (
        "BSN", "Burgerservicenummer", "Sofinummer", "Naam", "Achternaam", "Voornaam", "Voorletters",
        "Voorletter(s)", "Naam huurder", "Huurder", "Naam bewoner", "Geboortedatum", "E-mail",
        "E-mailadres", "Email", "Mailadres", "Telefoon", "Telefoonnummer", "Mobiel", "IBAN",
        "Rekeningnummer", "Bankrekening", "Bankrekeningnummer",
    )
)  # fmt: skip
_HEADER_ROWS = 60


def check_personal(reading: SheetReading, findings: FindingList) -> None:
    """Look at every cell a person could have typed in, also in columns of no contract.

    Numbers that could be of citizens are looked for only where text is expected: a rent or a
    count of nine digits is refused as a number already.
    """
    kinds = {
        str(spot.column_order): reading.table.column(name).kind
        for name, spot in reading.spots.items()
    }
    places = [place for place in reading.cells.columns if place != SHEET_ROW]
    suspect = _suspect(reading, places)
    for place in places:
        spot = reading.source.spot(int(place))
        if place not in kinds and bare(spot.header) in _HEADERS:
            where = Place(spot.sheet, f"{spot.letters}:{spot.letters}", spot.header)
            findings.add(finding("personal_header", where), spot.sheet_order, spot.column_order)
        if place not in suspect:
            continue
        cells = reading.cells.select(SHEET_ROW, pl.col(place).alias("text"))
        _check_addresses(cells, spot, findings)
        if kinds.get(place, Kind.TEXT) is Kind.TEXT:
            _check_citizen_numbers(cells, spot, findings)


def _suspect(reading: SheetReading, places: Sequence[str]) -> set[str]:
    """Return the columns with a cell that could be personal: each text is looked at once."""
    apart = [reading.repeats[place].texts.to_frame(place) for place in reading.repeats]
    whole = reading.cells.select(place for place in places if place not in reading.repeats)
    looks = pl.collect_all(cells.lazy().select(_could_be_personal()) for cells in (whole, *apart))
    return {place.name for look in looks for place in look if place.any()}


def _could_be_personal() -> pl.Expr:
    text = pl.all()
    return (text.str.contains("@", literal=True) | text.str.contains(_PERHAPS)).any()


def check_other_sheet(
    name: str, order: int, sheet: tuple[pl.DataFrame, int], findings: FindingList
) -> None:
    """Look at a sheet that belongs to no contract; nothing of it is stored.

    Args:
        name: Name of the sheet.
        order: Its place among the findings.
        sheet: Its texts and the number of its first used column.
        findings: Where findings are added.
    """
    texts, first_column = sheet
    for place in range(texts.width):
        text = cleaned(texts.to_series(place))
        header = next((cell for cell in text.head(_HEADER_ROWS).to_list() if cell), "")
        spot = Spot(name, column_letters(place + first_column), header, order, place)
        if bare(header) in _HEADERS:
            where = Place(name, f"{spot.letters}:{spot.letters}", header)
            findings.add(finding("personal_header", where), order, place)
        cells = pl.DataFrame({SHEET_ROW: range(1, len(text) + 1), "text": text})
        _check_addresses(cells, spot, findings)
        _check_citizen_numbers(cells, spot, findings)


def _check_addresses(cells: pl.DataFrame, spot: Spot, findings: FindingList) -> None:
    text = pl.col("text")
    with_at = cells.filter(text.str.contains("@", literal=True))
    _report(with_at.filter(text.str.contains(_EMAIL)), spot, "personal_email", findings)
    ibans = cells.filter(text.str.contains(_IBAN))
    if ibans.height:
        proven = [_is_iban(written) for written in ibans["text"].to_list()]
        _report(ibans.filter(pl.Series(proven)), spot, "personal_iban", findings)


def _check_citizen_numbers(cells: pl.DataFrame, spot: Spot, findings: FindingList) -> None:
    number = pl.col("text").str.replace(_DOTS, "$1$2$3")
    nine = cells.with_columns(number=number).filter(pl.col("number").str.contains(_NINE_DIGITS))
    if nine.is_empty():
        return
    passing = nine.filter(_passes_eleven_check())
    if passing.is_empty():
        return
    if nine.height >= _ENOUGH_TO_JUDGE and passing.height / nine.height <= _BY_CHANCE:
        row = int(passing[SHEET_ROW][0])
        place = Place(spot.sheet, f"{spot.letters}{row}", spot.header, row)
        possible = finding("personal_bsn_possible", place, count=passing.height)
        findings.add(possible, spot.sheet_order, spot.column_order)
        return
    _report(passing, spot, "personal_bsn", findings)


def _passes_eleven_check() -> pl.Expr:
    digits = [pl.col("number").str.slice(n, 1).cast(pl.Int64) for n in range(9)]
    weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
    total = pl.sum_horizontal(digit * weight for digit, weight in zip(digits, weights, strict=True))
    return (total % 11 == 0) & (pl.col("number") != "000000000")


def _is_iban(text: str) -> bool:
    plain = text.replace(" ", "").upper()
    digits = "".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])
    return int(digits) % 97 == 1


def _report(cells: pl.DataFrame, spot: Spot, rule: str, findings: FindingList) -> None:
    hidden = cells.select(SHEET_ROW, value=pl.lit(None, pl.String))
    findings.add_table(mark_cells(spot, hidden, (rule, RULES[rule])))
