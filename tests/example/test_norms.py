"""The norms of the example can be read and are bound to words that stand in the agreement."""

import pytest

from drieluik.core.indicators import INDICATORS, Unit
from drieluik.core.norms import Measurable, Measure, Norm, parse_norm
from drieluik.example import parties
from drieluik.example.norms import ExampleNorm, norms
from drieluik.example.register import agreements

MEASURES = {
    Unit.SHARE: Measure.SHARE,
    Unit.EUR: Measure.EUR,
    Unit.EUR_PER_DWELLING: Measure.EUR,
}
KNOWN = {
    entry.id: Measurable(
        entry.id,
        entry.name_nl,
        MEASURES.get(entry.unit, Measure.NUMBER),
        tuple(value.code for value in entry.breakdown.codes) if entry.breakdown else (),
    )
    for entry in INDICATORS
}


def read(written: ExampleNorm) -> Norm:
    norm = parse_norm(written.text, KNOWN)
    assert isinstance(norm, Norm), norm
    return norm


@pytest.mark.parametrize("written", norms())
def test_every_norm_can_be_read_and_fits_its_indicator(written: ExampleNorm) -> None:
    norm = read(written)

    assert written.note_nl
    assert norm.indicator_id is None or norm.clause in agreements_of(norm.indicator_id)


def agreements_of(indicator_id: str) -> set[str]:
    served = {number for entry in INDICATORS if entry.id == indicator_id for number in entry.serves}
    student_rents = {"3.13"} if indicator_id == "affordable-dwellings-share" else set()
    prevention = {"3.7"} if served == {"3.8"} else set()
    return served | student_rents | prevention


@pytest.mark.parametrize("written", norms())
def test_every_quotation_stands_word_for_word_in_its_agreement(written: ExampleNorm) -> None:
    norm = read(written)

    assert norm.quotation in agreements().agreement(norm.clause).text


@pytest.mark.parametrize("written", norms())
def test_norms_name_corporations_that_deliver_what_is_measured(written: ExampleNorm) -> None:
    norm = read(written)
    tables = {t for entry in INDICATORS if entry.id == norm.indicator_id for t in entry.tables}

    for code in norm.for_whom.parties:
        assert tables <= set(parties.party(code).delivers)


def test_no_agreement_leaves_out_a_corporation_that_is_bound_and_delivers() -> None:
    named: dict[tuple[str, str], set[str]] = {}
    for norm in map(read, norms()):
        if norm.indicator_id and norm.for_whom.parties:
            key = (norm.clause, norm.indicator_id)
            named.setdefault(key, set()).update(norm.for_whom.parties)

    assert named
    for (clause, indicator_id), codes in named.items():
        tables = {t for entry in INDICATORS if entry.id == indicator_id for t in entry.tables}
        bound = map(parties.party, agreements().agreement(clause).bound)
        assert {
            one.code for one in bound if one.delivers and tables <= set(one.delivers)
        } <= codes, (clause, indicator_id)


def test_there_are_norms_of_every_kind_with_and_without_a_judgement() -> None:
    read_norms = [read(written) for written in norms()]

    assert len(read_norms) >= 12
    assert {norm.kind.value for norm in read_norms} == {"result", "effort", "process"}
    assert any(norm.judgement for norm in read_norms)
    assert any(norm.fallback_nl for norm in read_norms)
    assert any(norm.exception_nl for norm in read_norms)
