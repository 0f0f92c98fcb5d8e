"""What was published before counts: later periods, other tables, corrections."""

import pytest

from drieluik.core.disclosure import (
    Dimension,
    Refused,
    SmallCounts,
    audit,
    kept_json,
    protect,
    read_kept,
    read_release,
    release_json,
)
from tests.core.disclosure.drawn import area, cells, drawn, kinds, random_city, rules, shown_at

CITY = area(w1="b1 b2 b3", w2="b4 b5 b6")
FIRST = "b1 x 3\nb1 y 20\nb2 x 9\nb2 y 14\nb3 x 12\nb3 y 31\nb4 x 25\nb4 y 40\nb5 x 7\nb6 y 30"


def both(protected):
    return protected.release, protected.kept


def test_a_correction_does_not_show_what_the_first_release_hid():
    first = protect(drawn(FIRST, CITY, kinds("x", "y")), rules())
    hidden_beside = shown_at(first.release, "b2", "x") is None
    # b1 x becomes large enough by a correction; the figures beside it were not corrected
    corrected = drawn(FIRST.replace("b1 x 3", "b1 x 8"), CITY, kinds("x", "y"))

    second = protect(corrected, rules(), [both(first)])

    assert hidden_beside
    assert second.audit.safe
    together = audit([first.release, second.release], [first.kept, second.kept])
    assert together.safe


def test_the_second_release_alone_would_have_given_the_first_away():
    first = protect(drawn(FIRST, CITY, kinds("x", "y")), rules())
    corrected = drawn(FIRST.replace("b1 x 3", "b1 x 8"), CITY, kinds("x", "y"))

    careless = protect(corrected, rules())

    together = audit([first.release, careless.release], [first.kept, careless.kept])
    assert not together.safe
    assert any(one.release == 0 and one.places == (("b1", "x"),) for one in together.leaks)


def test_an_earlier_release_without_what_was_kept_is_protected_as_a_whole():
    first = protect(drawn(FIRST, CITY, kinds("x", "y")), rules())
    larger = drawn("b1 23\nb2 23\nb3 43\nb4 65\nb5 7\nb6 30", CITY)

    second = protect(larger, rules(), [(first.release, None)])

    assert audit([first.release, second.release], [first.kept, second.kept]).safe


def test_a_half_year_cannot_be_found_as_the_year_without_the_other_half():
    place = area(w1="b1 b2 b3")
    year = Dimension.over("periode", "2026", ["2026-1", "2026-2"])
    first = protect(drawn("b1 3\nb2 20\nb3 30", place, fixed={"periode": "2026-1"}), rules())
    halves = "b1 2026-1 3\nb2 2026-1 20\nb3 2026-1 30\nb1 2026-2 9\nb2 2026-2 25\nb3 2026-2 33"

    second = protect(drawn(halves, place, year), rules(), [both(first)])

    assert shown_at(first.release, "b1") is None
    assert shown_at(second.release, "b1", "2026-1") is None
    assert None in (
        shown_at(second.release, "b1", "2026-2"),
        shown_at(second.release, "b1", "2026"),
    )
    assert second.audit.safe


def test_the_same_cell_in_a_wider_table_is_the_same_cell():
    narrow = protect(drawn("b1 23\nb2 23\nb3 43", area(w1="b1 b2 b3")), rules())
    wide = drawn(
        "b1 x 3\nb1 y 20\nb2 x 9\nb2 y 14\nb3 x 12\nb3 y 31", area(w1="b1 b2 b3"), kinds("x", "y")
    )

    second = protect(wide, rules(), [both(narrow)])

    # the sums per buurt are public already, so x and y of b1 must both stay away
    assert None not in narrow.release.shown
    assert shown_at(second.release, "b1", "alle") == 23
    assert shown_at(second.release, "b1", "x") is shown_at(second.release, "b1", "y") is None


def test_a_figure_that_is_out_already_is_told_and_the_rest_is_still_protected():
    loose = protect(drawn("b1 3\nb2 23\nb3 43", area(w1="b1 b2 b3")), rules(SmallCounts(1, 2, 2)))

    strict = protect(drawn("b1 3\nb2 23\nb3 43", area(w1="b1 b2 b3")), rules(), [both(loose)])

    assert strict.already_out == ((("b1",),),)
    assert shown_at(strict.release, "b1") == 3


def test_releases_that_cannot_all_be_true_are_a_contradiction():
    first = protect(drawn("b1 23\nb2 23", area(w1="b1 b2")), rules())
    text = release_json(first.release).replace("46", "45")

    assert audit([read_release(text)]).contradiction


@pytest.mark.parametrize("seed", range(6))
def test_four_releases_with_corrections_leave_every_secret_a_secret(seed):
    releases = []
    for version in range(4):
        table = random_city(seed)
        changed = table if version == 0 else random_city_with(table, seed, version)
        releases.append(both(protect(changed, rules(), releases)))

    outcome = audit([one for one, _ in releases], [kept for _, kept in releases])

    assert outcome.safe, outcome.leaks


def random_city_with(table, seed, version):
    """Return the same city with three figures corrected."""
    import numpy as np

    from drieluik.core.disclosure import add_up

    rng = np.random.default_rng([seed, version])
    places = [p for p in table.places if not p[0].startswith(("w", "stad")) and p[1] != "alle"]
    values = dict(zip(table.places, table.values.reshape(-1), strict=True))
    for number in rng.choice(len(places), 3, replace=False):
        values[places[number]] = float(rng.poisson(values[places[number]] + 1))
    return add_up(table.measure, table.dimensions, [(p, "", values[p]) for p in places])


def test_a_release_and_what_was_kept_survive_writing():
    made = protect(random_city(1), rules())

    assert read_release(release_json(made.release)) == made.release
    assert read_kept(kept_json(made.kept)) == made.kept


def test_a_release_tells_no_secret_and_not_which_cells_are_secret():
    made = protect(drawn(FIRST, CITY, kinds("x", "y")), rules())

    written = {place: shown for place, shown in cells(made.release).items() if shown is None}
    text = release_json(made.release)
    assert len(written) >= 4
    assert text.count('"value": null') == len(written)
    assert "needs" not in text
    assert "cost" not in text


def test_refusing_leaves_nothing_half_done():
    with pytest.raises(Refused):
        protect(drawn("b1 3\nb2 9", area(w1="b1 b2")), rules(SmallCounts(1, 4, 10**9)))
