"""The rest of the formulas for figures recomputed from bare cells; see ``test_figures_by_hand``."""

from datetime import datetime

Row = dict[str, object]
LABELS = ("AP4", "AP3", "APP", "AP", "A", "B", "C", "D", "E", "F", "G")
AFFORDABLE_2020 = 663.40
UNKNOWN, NOT_APPLICABLE = "onbekend", "n.v.t."


def affordable_share(rows: list[Row]) -> float | None:
    """DAEB dwellings with a rent up to the high limit, of those whose rent is known."""
    rents = [row["Netto huur"] for row in rows if row["DAEB"] == "DAE"]
    known = [rent for rent in rents if not isinstance(rent, str) and rent != 0.01]
    return sum(rent <= AFFORDABLE_2020 for rent in known) / len(known) if known else None


def reported_share(sales: list[Row], verdict) -> float | None:
    """Exceptions with a day of report, of the exceptions of which that is known."""
    told = [row["Uitzondering gemeld op"] for row in sales if verdict(row)]
    return _share_with_a_day(told)


def discussed_share(rows: list[Row]) -> float | None:
    """New dwellings below the norm that were discussed, of those of which that is known."""
    told = [row["Uitzondering besproken op"] for row in rows if row["Norm nieuwbouw"] == "GEEN"]
    return _share_with_a_day(told)


def _share_with_a_day(told: list[object]) -> float | None:
    known = [cell for cell in told if cell != UNKNOWN]
    return sum(isinstance(cell, datetime) for cell in known) / len(known) if known else None


def label_improved(rows: list[Row]) -> int | None:
    """Existing dwellings with a better label after than before."""
    pairs = [
        (row["Label ervoor"], row["Label erna"]) for row in rows if row["Nieuwe woning"] == "nee"
    ]
    known = [pair for pair in pairs if set(pair) <= set(LABELS)]
    n_better = sum(LABELS.index(after) < LABELS.index(before) for before, after in known)
    n_perhaps = sum(
        UNKNOWN in pair
        and NOT_APPLICABLE not in pair
        and pair[0] != LABELS[0]
        and pair[1] != LABELS[-1]
        for pair in pairs
    )
    return _certain(n_better, n_better, n_perhaps)


def status_holders(rows: list[Row]) -> float | None:
    """Persons with a residence permit who were housed."""
    persons = [row["Aantal personen"] for row in rows if row["Reden maatwerk"] == "STA"]
    known = [number for number in persons if number != UNKNOWN]
    n_unknown = len(persons) - len(known)
    n_unknown += sum(row["Reden maatwerk"] == UNKNOWN for row in rows)
    return _certain(sum(known), len(known), n_unknown)


def adapted(rows: list[Row]) -> int | None:
    """Adaptations with a day on which they were finished."""
    days = [row["Aangepast op"] for row in rows]
    n = sum(isinstance(day, datetime) for day in days)
    return _certain(n, n, days.count(UNKNOWN))


def adapting(rows: list[Row]) -> int | None:
    """Adaptations that are not finished."""
    days = [row["Aangepast op"] for row in rows]
    n = days.count(NOT_APPLICABLE)
    return _certain(n, n, days.count(UNKNOWN))


def split(formula, column: str):
    """Compute a figure for all rows and for each part that rows are known to be in."""

    def parts(rows: list[Row]) -> dict[str, float | None]:
        codes = {row[column] for row in rows} - {UNKNOWN, NOT_APPLICABLE}
        own = {code: formula([row for row in rows if row[column] == code]) for code in codes}
        return {"all": formula(rows)} | own

    return parts


def _certain(value: float, n_certain: int, n_unknown: int) -> float | None:
    """Return a number, or nothing when every row that could count is unknown."""
    return None if n_unknown and not n_certain else value
