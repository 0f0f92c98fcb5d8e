"""The made-up tables survive the way through a workbook, and mistakes are found at their cell."""

import pytest

from drieluik.core.tables import Period
from drieluik.core.workbooks import (
    Expectation,
    WorkbookReading,
    WorkbookStamp,
    contract_versions,
    read_workbook,
    write_template,
)
from drieluik.example import city, parties
from drieluik.example.deliveries import contracts_of, party_tables, periods
from drieluik.example.faulty import MISTAKES, faulty_workbook
from drieluik.example.story import confirmations


def workbook(code: str, period: Period) -> bytes:
    contracts = contracts_of(code)
    tables = party_tables(code, period)
    stamp = WorkbookStamp(
        party_code=code,
        party_name=parties.party(code).name,
        period=period,
        municipality_codes=(city.MUNICIPALITY_CODE,),
        contract_versions=contract_versions(contracts),
        made_on=period.last_day,
    )
    rows = {contract.id: tables[contract.id] for contract in contracts}
    return write_template(stamp, tables=contracts, rows=rows)


def reading(content: bytes, code: str, period: Period) -> WorkbookReading:
    buurten = [buurt.code for buurt in city.buurten()]
    return read_workbook(content, Expectation(code, period, [city.MUNICIPALITY_CODE], buurten))


@pytest.mark.slow
@pytest.mark.parametrize("code", ["domijn", "sjht", "de-veste"])
@pytest.mark.parametrize("period", periods()[-1:], ids=str)
def test_a_delivery_comes_out_of_its_workbook_unchanged(code: str, period: Period) -> None:
    found = reading(workbook(code, period), code, period)
    confirmed = [
        entry for entry in confirmations() if (entry.party, entry.period) == (code, period)
    ]

    assert not found.blocks, found.findings
    doubted = {(one.place.sheet, one.facts.get("check")) for one in found.findings}
    assert len(doubted) == len(confirmed)
    for contract in contracts_of(code):
        assert found.tables[contract.id].equals(party_tables(code, period)[contract.id])


@pytest.mark.slow
def test_every_mistake_of_the_faulty_draft_is_found_at_its_cell() -> None:
    period = periods()[-1]
    content = faulty_workbook(workbook("ons-huis", period))

    found = reading(content, "ons-huis", period)

    rows = {(entry.place.sheet, entry.place.row) for entry in found.findings}
    for mistake in MISTAKES:
        sheet = next(c.sheet_nl for c in contracts_of("ons-huis") if c.id == mistake.table_id)
        assert (sheet, mistake.row + 2) in rows, mistake.about_nl
    rules = {entry.rule for entry in found.findings}
    assert {"workbooks.key_twice", "workbooks.column_extra", "workbooks.row_hidden"} <= rules
    assert found.blocks
