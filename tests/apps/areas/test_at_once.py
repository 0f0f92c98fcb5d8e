"""Two files of a year taken in use at the same moment: one counts, the other was replaced."""

import pytest

from drieluik.apps.areas import services
from drieluik.apps.areas.models import BorderSet
from tests.factories import borders as made
from tests.factories.areas import NOW, hand_in, make_steward, read_now
from tests.factories.at_once import at_once, database_in_a_file


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_of_two_files_counts_in_the_end(tmp_path):
    steward = make_steward()
    sets = [hand_in(steward, made.made_rows(n)) for n in (2, 3)]
    for set_id in sets:
        read_now(set_id)

    with database_in_a_file(tmp_path):
        ended = at_once(
            *(
                lambda one=one: services.confirm_borders(
                    set_id=one, explanation="", actor=steward, now=NOW
                )
                for one in sets
            )
        )
        states = sorted(BorderSet.objects.values_list("state", flat=True))

    assert ended == {"done": 2}
    assert states == ["in_use", "replaced"]
