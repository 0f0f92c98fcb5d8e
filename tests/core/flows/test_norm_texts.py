from drieluik.core.findings import action_nl, message_nl
from drieluik.core.flows import measurables, read_norm
from drieluik.core.indicators import INDICATORS
from drieluik.core.norms import Measure, Norm

NORM = """\
afspraak: 4.1
citaat: "geen woningen met een energielabel F en G"
soort: resultaat
indicator: sales-meeting-requirements-share
norm: minstens 100%
voor: elke corporatie
"""


def test_a_norm_is_read_against_the_catalogue():
    norm = read_norm(NORM)

    assert isinstance(norm, Norm)
    assert norm.indicator_id == "sales-meeting-requirements-share"


def test_a_misspelled_indicator_is_answered_with_the_one_that_was_meant():
    (fault,) = read_norm(NORM.replace("requirements", "requirement"))

    assert fault.place.line == 4
    assert "sales-meeting-requirements-share" in message_nl(fault)


def test_an_amount_for_a_share_is_refused_with_how_to_write_it():
    (fault,) = read_norm(NORM.replace("100%", "EUR 10"))

    assert action_nl(fault) == "Schrijf een percentage, zoals 90%."


def test_a_share_of_a_whole_needs_its_part():
    (fault,) = read_norm(
        NORM.replace("sales-meeting-requirements-share", "lettings-by-income-group")
    )

    assert fault.rule == "norms.breakdown_missing"
    assert "LAAG, MIDDEN, HOOG" in action_nl(fault)


def test_a_comparison_with_last_year_takes_the_unit_of_the_indicator():
    norm = read_norm(NORM.replace("minstens 100%", "hoger dan vorig jaar"))

    assert norm.target.measure is Measure.SHARE


def test_every_indicator_can_be_normed():
    assert set(measurables()) == {card.id for card in INDICATORS}
