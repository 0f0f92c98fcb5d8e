"""What a picture says to who hears the page: also that a figure is uncertain or lacks somebody."""

from drieluik.apps.monitor.pictures import describe_line, describe_panels
from drieluik.core.indicators import indicator
from drieluik.reports.charts import Moment
from drieluik.reports.small_multiples import Panel

EVICTIONS = indicator("evictions")
MOMENTS = (
    Moment("2019-1", 11, 11, 11),
    Moment("2019-2", 9, 8, 12),
    Moment("2020-1", 4, incomplete="zonder Domijn"),
    Moment("2020-2", 6, low=6),
)


def test_a_line_says_of_each_figure_between_which_bounds_it_lies_and_who_is_missing():
    words = describe_line(EVICTIONS, MOMENTS)

    assert "2019-1 11;" in words
    assert "2019-2 9 (tussen 8 en 12)" in words
    assert "2020-1 4 (zonder Domijn)" in words
    assert "2020-2 6 (minstens 6)" in words


def test_small_charts_say_what_is_uncertain_also_between_the_first_and_the_last():
    words = describe_panels(EVICTIONS, [Panel("Ons Huis", MOMENTS)])

    assert "naar 6 (2020-2; minstens 6), 2019-2 9 (tussen 8 en 12), 2020-1 4 (zonder" in words
