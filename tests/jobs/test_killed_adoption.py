"""An adoption that is killed half-way, and two at once: all or nothing, and one decision."""

import signal

import pytest

from tests.jobs.test_killed_worker import Place, _wait_until, place  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

_PREPARE = """
import django
django.setup()
from tests.factories.agreements import make_register
from tests.factories.proposals import all_agree, change_words, make_proposal, recorder
clauses = make_register()
recorder()
all_agree(make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand.")))
"""
_ADOPT = """
import django, sys, time
django.setup()
from pathlib import Path
from drieluik.apps.agreements.models import Proposal
from drieluik.apps.agreements.services import adoption
from tests.factories.proposals import adopt
halfway = sys.argv[1]
if halfway:
    def hold(*arguments):
        Path(halfway).write_text("here")
        time.sleep(600)
    adoption._write_outcomes = hold
adopt(Proposal.objects.get())
"""
_COUNTS = (
    "SELECT (SELECT count(*) FROM agreements_registerversion)"
    " || ' ' || (SELECT count(*) FROM agreements_clausetext)"
    " || ' ' || (SELECT state FROM agreements_proposal)"
)


def test_kill_9_in_the_middle_leaves_no_half_version_and_the_next_attempt_succeeds(
    place: Place,  # noqa: F811 - the fixture
    tmp_path,
):
    place.run("-c", _PREPARE)
    halfway = tmp_path / "halfway"
    started = place.start("-c", _ADOPT, str(halfway))
    _wait_until(halfway.exists)

    started.send_signal(signal.SIGKILL)
    started.wait()
    killed = place.ask(_COUNTS)
    place.run("-c", _ADOPT, "")

    assert killed == "1 3 submitted"
    assert place.ask(_COUNTS) == "2 6 adopted"


_RACE = """
import django, sys, time
django.setup()
from pathlib import Path
from drieluik.apps.agreements.models import Proposal
from drieluik.apps.errors import WrongState
from tests.factories.proposals import adopt, make_decision
proposal, name = Proposal.objects.get(), sys.argv[2]
Path(sys.argv[1], name).touch()
while not Path(sys.argv[1], "go").exists():
    time.sleep(0.01)
try:
    adopt(proposal, decision=make_decision(name))
except WrongState:
    sys.exit(3)
"""


def test_two_secretaries_who_adopt_at_once_give_one_decision(
    place: Place,  # noqa: F811 - the fixture
    tmp_path,
):
    place.run("-c", _PREPARE)
    names = ("besluit-1", "besluit-2")
    people = [place.start("-c", _RACE, str(tmp_path), name) for name in names]
    _wait_until(lambda: all((tmp_path / name).exists() for name in names))

    (tmp_path / "go").touch()
    ended = [person.wait(timeout=120) for person in people]

    assert sorted(ended) == [0, 3]
    assert place.ask(_COUNTS) == "2 6 adopted"
    decided = place.ask("SELECT decision_name FROM agreements_registerversion WHERE number = 2")
    assert decided == names[ended.index(0)]
