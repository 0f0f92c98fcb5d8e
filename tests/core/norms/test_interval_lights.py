"""An interval gives every light its figures can give, and a wider one never fewer."""

from hypothesis import given
from hypothesis import strategies as st

from drieluik.core.norms import Comparison, Target
from drieluik.core.norms.interval import Interval, light_at, possible_lights

FIGURES = st.integers(0, 200).map(lambda number: number / 10)
TARGETS = st.one_of(
    st.builds(
        Target,
        st.sampled_from([Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.EQUALS]),
        st.tuples(FIGURES),
        margin=FIGURES,
    ),
    st.builds(
        Target,
        st.just(Comparison.BETWEEN),
        st.tuples(FIGURES, FIGURES).map(lambda pair: tuple(sorted(pair))),
        margin=FIGURES,
    ),
)


@given(TARGETS, FIGURES, FIGURES, st.floats(0, 1))
def test_every_figure_inside_the_interval_gives_one_of_its_possible_lights(target, a, b, where):
    low, high = min(a, b), max(a, b)
    inside = low + where * (high - low)

    assert light_at(target, inside) in possible_lights(target, Interval(None, low, high))


@given(TARGETS, FIGURES, FIGURES, FIGURES)
def test_a_wider_interval_allows_at_least_as_many_lights(target, a, b, more):
    low, high = min(a, b), max(a, b)

    narrow = possible_lights(target, Interval(None, low, high))

    assert narrow <= possible_lights(target, Interval(None, low - more, high + more))
