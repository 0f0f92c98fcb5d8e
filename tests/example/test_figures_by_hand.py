"""Published figures recomputed from the bare cells of the workbooks, with loops and nothing else.

Nothing here comes from ``core/indicators``: the headers are those on the sheets, the limits of 2020
are written out, and an unknown cell is skipped as a person with a calculator would skip it.
"""

import io
import random
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

import openpyxl
import pytest

from drieluik.core.flows import AcceptedTables, Picture, measure
from drieluik.core.indicators import INDICATORS, Area
from drieluik.core.tables import Period
from drieluik.example import city
from tests.example import more_by_hand as more
from tests.example.test_workbooks import reading, workbook

PERIOD = Period(2020, 1)
LAST_DAY = datetime(2020, 6, 30)
PARTIES = ("domijn", "sjht", "de-veste")
LIMITS_2020 = (("GOE", 432.51), ("BETL", 619.01), ("BETH", 663.40), ("DUU", 737.14))
Row = dict[str, object]
Sheets = dict[str, list[Row]]


@pytest.fixture(scope="module")
def workbooks() -> dict[str, bytes]:
    return {code: workbook(code, PERIOD) for code in PARTIES}


@pytest.fixture(scope="module")
def published(workbooks: dict[str, bytes]) -> dict[tuple, float | None]:
    """The figures along the whole way of the product: reading, accepting, measuring."""
    deliveries = [
        AcceptedTables(code, f"{code}-1", PERIOD, reading(content, code, PERIOD).tables)
        for code, content in workbooks.items()
    ]
    buurten = frozenset(buurt.code for buurt in city.buurten())
    found = measure(deliveries, PERIOD, Picture(Area(city.MUNICIPALITY_CODE, buurten)))
    return {
        (row["indicator_id"], row["breakdown"], row["party_code"], row["buurt_code"]): row["value"]
        for row in found.values.iter_rows(named=True)
        if row["buurt_code"] is None or row["buurt_code"] in buurten
    }


@pytest.fixture(scope="module")
def sheets(workbooks: dict[str, bytes]) -> dict[str, Sheets]:
    return {code: _cells(content) for code, content in workbooks.items()}


def _cells(content: bytes) -> Sheets:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    found: Sheets = {}
    for sheet in book.worksheets:
        _title, header, *rows = [*sheet.iter_rows(values_only=True), (), ()][:100_000]
        if "Gemeentecode" in header:
            filled = [row for row in rows if row]
            found[sheet.title] = [dict(zip(header, row, strict=True)) for row in filled]
    return found


def _total(rows: list[Row], column: str) -> float | None:
    known = [row[column] for row in rows if not isinstance(row[column], str)]
    return sum(known) if known or not rows else None


def _count(rows: list[Row], column: str, *codes: object) -> int:
    return sum(row[column] in codes for row in rows)


def _divided(above: float | None, below: float) -> float | None:
    return above / below if below and above is not None else None


def _appropriate(rows: list[Row]) -> float | None:
    n = _count(rows, "Passend toegewezen", "PAS")
    return _divided(n, n + _count(rows, "Passend toegewezen", "NIE"))


def _urgent(rows: list[Row]) -> float | None:
    n_unknown = _count(rows, "Voorrang", "onbekend")
    return _divided(_count(rows, "Voorrang", "URG"), len(rows) - n_unknown)


def _by_income(rows: list[Row]) -> dict[str, float | None]:
    groups = ("LAAG", "MIDDEN", "HOOG")
    n_known = _count(rows, "Inkomensgroep", *groups)
    return {code: _divided(_count(rows, "Inkomensgroep", code), n_known) for code in groups}


def _by_rent_class(rows: list[Row]) -> dict[str, float]:
    found = dict.fromkeys([code for code, _limit in LIMITS_2020] + ["BOV"], 0)
    for row in rows:
        rent = row["Netto huur"]
        if not isinstance(rent, str) and rent > 0.01:
            fitting = (code for code, limit in LIMITS_2020 if rent <= limit)
            found[next(fitting, "BOV")] += 1
    return found


def _verdict(sale: Row) -> bool | None:
    """Whether a sale is an exception; None when that cannot be known."""
    if sale["Conditiescore"] in ("4", "5", "6") or sale["Energielabel"] in ("F", "G"):
        return True
    unknown = "onbekend" in (sale["Conditiescore"], sale["Energielabel"])
    return None if unknown else False


def _meeting(rows: list[Row]) -> float | None:
    verdicts = [_verdict(row) for row in rows]
    return _divided(verdicts.count(False), verdicts.count(False) + verdicts.count(True))


def _exceptions(rows: list[Row]) -> float | None:
    verdicts = [_verdict(row) for row in rows]
    return None if verdicts and set(verdicts) == {None} else verdicts.count(True)


def _running(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["Fase"] not in ("OPG", "VVL")]


def _with_measures(rows: list[Row]) -> int:
    measures = ("Minder energie nodig", "Opwek aan de woning", "Collectieve opwek")
    existing = (row for row in rows if row["Nieuwe woning"] == "nee")
    return sum("ja" in [row[measure] for measure in measures] for row in existing)


def _meeting_energy_norm(rows: list[Row]) -> float | None:
    n = _count(rows, "Norm nieuwbouw", "EPC0", "BENG", "NEUT", "NOM")
    return _divided(n, n + _count(rows, "Norm nieuwbouw", "GEEN"))


def _waiting(rows: list[Row]) -> float:
    still = ("n.v.t.", "n.v.t.")
    return sum(
        row["Soort zoeker"] == "ACT" and (row["Gehuisvest op"], row["Vertrokken op"]) == still
        for row in rows
    )


def _housed(rows: list[Row]) -> float | None:
    outcomes = [_housed_in_time(row) for row in rows if row["Soort zoeker"] == "ACT"]
    return _divided(outcomes.count(True), outcomes.count(True) + outcomes.count(False))


def _housed_in_time(seeker: Row) -> bool | None:
    """Whether a seeker of the cohort had a home in time; None outside it or when unclear."""
    first, last = LAST_DAY - timedelta(days=729), LAST_DAY - timedelta(days=365)
    start, housed, left = (
        seeker[name] for name in ("Actief sinds", "Gehuisvest op", "Vertrokken op")
    )
    if not isinstance(start, datetime) or not first <= start <= last:
        return None
    in_time = start + timedelta(days=365)
    if isinstance(housed, datetime):
        return None if housed < start else housed <= in_time
    if housed == "onbekend" or left == "onbekend":
        return None
    return None if isinstance(left, datetime) and left <= in_time else False


PLANNED = {
    "planned-new-dwellings": "Aantal erbij",
    "planned-demolition": "Aantal eraf",
    "planned-improvements": "Aantal verbeterd",
}
ARREARS = {
    "evictions": "Huisuitzettingen",
    "evictions-with-children": "Huisuitzettingen met kinderen",
    "arrears-amount": "Bedrag aan huurachterstand",
    "households-in-arrears": "Huishoudens met achterstand",
    "households-in-arrears-with-children": "Huishoudens met achterstand en kinderen",
}
OF_ONE_SHEET: dict[str, dict[str, Callable]] = {
    "Woningen": {
        "daeb-dwellings": lambda rows: _count(rows, "DAEB", "DAE"),
        "vacancy-share": lambda rows: _divided(_count(rows, "Verhuurd", "nee"), len(rows)),
        "dwellings-by-rent-class": _by_rent_class,
        "dwellings-by-rent-class-fixed-limits": _by_rent_class,
        "affordable-dwellings-share": more.affordable_share,
    },
    "Verhuringen": {
        "lettings": len,
        "appropriate-allocation-share": _appropriate,
        "urgent-lettings-share": _urgent,
        "lettings-by-income-group": _by_income,
    },
    "Huurachterstanden": {
        name: (lambda rows, header=header: _total(rows, header)) for name, header in ARREARS.items()
    },
    "Verkopen": {
        "sales": len,
        "sales-meeting-requirements-share": _meeting,
        "sales-exceptions": _exceptions,
        "sales-exceptions-reported-share": lambda rows: more.reported_share(rows, _verdict),
    },
    "Voorraadmutaties": {
        "dwellings-added": lambda rows: _count(rows, "Bij of af", "BIJ"),
        "dwellings-removed": lambda rows: _count(rows, "Bij of af", "AF"),
        "new-build-delivered": lambda rows: _count(rows, "Reden", "NIE"),
        "dwellings-demolished": lambda rows: _count(rows, "Reden", "SLO"),
    },
    "Maatwerk": {"custom-placements": len, "status-holders-housed": more.status_holders},
    "Woningaanpassingen": {
        "adaptations-completed": more.adapted,
        "adaptations-running": more.adapting,
    },
    "Toegankelijke woningen": {
        "step-free-dwellings": lambda rows: _count(
            rows, "Toegankelijkheid", "NUL", "ROA", "ROL", "RUI"
        )
    },
    "Verkoopvijver": {"potential-sales": more.split(len, "Stap in de verkoop")},
    "Plannen": {
        name: more.split(
            lambda rows, header=header: _total(_running(rows), header), "Hard of zacht"
        )
        for name, header in PLANNED.items()
    },
    "Energie": {
        "energy-improved-dwellings": _with_measures,
        "new-build-energy-exceptions": lambda rows: _count(rows, "Norm nieuwbouw", "GEEN"),
        "new-build-meeting-energy-norm-share": _meeting_energy_norm,
        "new-build-energy-exceptions-discussed-share": more.discussed_share,
        "energy-label-improved-dwellings": more.label_improved,
    },
    "Leefbaarheid": {
        "liveability-spending": more.split(lambda rows: _total(rows, "Uitgaven"), "Activiteit")
    },
}
OF_THE_CITY: dict[str, tuple[str, Callable]] = {
    "active-seekers-still-waiting": ("Woningzoekenden", more.split(_waiting, "Doelgroep")),
    "active-seekers-housed-within-12-months": (
        "Woningzoekenden",
        more.split(_housed, "Doelgroep"),
    ),
    "guaranteed-amount": ("Achtervang", lambda rows: _total(rows, "Geborgd bedrag")),
    "new-guaranteed-amount": ("Achtervang", lambda rows: _total(rows, "Nieuw geborgd")),
}


def _recomputed(sheets: dict[str, Sheets]) -> dict[tuple, float | None]:
    found: dict[tuple, float | None] = {}
    for sheet, formulas in OF_ONE_SHEET.items():
        places: dict[tuple, list[Row]] = defaultdict(list)
        for code, own in sheets.items():
            for row in own.get(sheet, ()):
                for place in ((None, None), (code, None), (None, row["Buurtcode"])):
                    places[place].append(row)
                places[code, row["Buurtcode"]].append(row)
        for place, rows in places.items():
            for name, formula in formulas.items():
                _note(found, name, place, formula(rows))
    _note_city(found, sheets)
    _note_spending_per_dwelling(found)
    return found


def _note_city(found: dict, sheets: dict[str, Sheets]) -> None:
    for name, (sheet, formula) in OF_THE_CITY.items():
        of_party = {code: own[sheet] for code, own in sheets.items() if sheet in own}
        for code, rows in of_party.items():
            _note(found, name, (code, None), formula(rows))
        _note(found, name, (None, None), formula([row for own in of_party.values() for row in own]))


def _note(found: dict, name: str, place: tuple, outcome: object) -> None:
    parts = outcome if isinstance(outcome, dict) else {"all": outcome}
    for part, value in parts.items():
        found[(name, part, *place)] = value


def _note_spending_per_dwelling(found: dict) -> None:
    for party in (None, *PARTIES):
        spent = found["liveability-spending", "all", party, None]
        n_dwellings = found["daeb-dwellings", "all", party, None]
        found["liveability-spending-per-daeb-dwelling", "all", party, None] = spent / n_dwellings


@pytest.mark.slow
def test_published_figures_follow_from_the_cells_by_plain_counting(published, sheets) -> None:
    by_hand = _recomputed(sheets)
    compared = {key: value for key, value in by_hand.items() if key in published}

    assert len({key[0] for key in compared}) >= 41
    assert len(compared) > 1000
    for key, value in compared.items():
        assert published[key] == (None if value is None else pytest.approx(value)), key


@pytest.mark.slow
def test_two_hundred_random_published_figures_are_two_hundred_times_what_a_person_finds(
    published, sheets
) -> None:
    by_hand = _recomputed(sheets)
    counted = [card.id for card in INDICATORS if not card.on_request]
    per_card = {card_id: _of_card(by_hand, published, card_id) for card_id in counted}
    rng = random.Random(2020)
    # every card has its turn, so that the many buurten of one do not hide another
    keys = {key for of_card in per_card.values() for key in rng.sample(of_card, 3)}
    others = [key for of_card in per_card.values() for key in of_card if key not in keys]
    keys |= set(rng.sample(others, 200 - len(keys)))

    equal = [key for key in keys if published[key] == _near(by_hand[key])]
    assert [key for key in keys if key not in equal] == []
    assert len(equal) == 200


def _of_card(by_hand: dict, published: dict, card_id: str) -> list[tuple]:
    keys = [key for key in by_hand if key[0] == card_id and key in published]
    return sorted(keys, key=str)


def _near(value: float | None) -> object:
    return None if value is None else pytest.approx(value, rel=1e-12)


@pytest.mark.slow
@pytest.mark.parametrize(
    "key",
    [
        ("evictions", "all", "domijn", None),
        ("dwellings-by-rent-class-fixed-limits", "GOE", None, None),
        ("lettings-by-income-group", "LAAG", "domijn", None),
        ("sales", "all", "domijn", None),
        ("dwellings-removed", "all", "domijn", None),
        ("planned-demolition", "all", "domijn", None),
        ("energy-improved-dwellings", "all", "domijn", None),
        ("active-seekers-housed-within-12-months", "all", "domijn", None),
    ],
)
def test_a_changed_cell_would_be_noticed(published, sheets, key) -> None:
    fewer = {
        code: {name: rows[: len(rows) // 2] for name, rows in own.items()}
        for code, own in sheets.items()
    }

    assert _recomputed(fewer)[key] != published[key]
