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


_IN_MEETING = """
import django, sys, time
django.setup()
from datetime import date
from pathlib import Path
from drieluik.apps.agreements.models import Proposal
from drieluik.apps.agreements.services import adoption
from drieluik.apps.decisions import services
from drieluik.apps.decisions.models import AgendaItem
from drieluik.apps.decisions.services import NewDecision, NewTask
from tests.factories.decisions import NOW, STARTS, make_meeting, make_table, open_meeting, secretary
from tests.factories.organisations import make_party
if sys.argv[1] == "prepare":
    make_table()
    meeting = make_meeting()
    services.add_suggestion(
        meeting_id=meeting.id, source="proposal", source_id=str(Proposal.objects.get().id),
        actor=secretary(), now=NOW,
    )
    open_meeting(meeting)
    sys.exit()
if sys.argv[1]:
    def hold(*arguments):
        Path(sys.argv[1]).write_text("here")
        time.sleep(600)
    adoption._write_outcomes = hold
task = NewTask(make_party(code="corporatie-a").pk, "Plant de overleggen.")
decision = NewDecision("adopt", "Akkoord.", date(2020, 4, 1), (task,))
services.take_decision(
    item_id=AgendaItem.objects.get().id, decision=decision, actor=secretary(), now=STARTS
)
"""
_IN_MEETING_COUNTS = (
    "SELECT (SELECT count(*) FROM decisions_decision)"
    " || ' ' || (SELECT count(*) FROM decisions_decisiontask)"
    " || ' ' || (SELECT count(*) FROM audit_auditevent"
    " WHERE name IN ('decision.taken', 'proposal.adopted'))"
    " || ' ' || (SELECT version FROM decisions_agendaitem)"
)


def test_kill_9_while_a_meeting_adopts_leaves_neither_decision_nor_version(
    place: Place,  # noqa: F811 - the fixture
    tmp_path,
):
    place.run("-c", _PREPARE)
    place.run("-c", _IN_MEETING, "prepare")
    halfway = tmp_path / "halfway"
    started = place.start("-c", _IN_MEETING, str(halfway))
    _wait_until(halfway.exists)

    started.send_signal(signal.SIGKILL)
    started.wait()
    killed = (place.ask(_COUNTS), place.ask(_IN_MEETING_COUNTS))
    place.run("-c", _IN_MEETING, "")

    assert killed == ("1 3 submitted", "0 0 0 1")
    assert place.ask(_COUNTS) == "2 6 adopted"
    assert place.ask(_IN_MEETING_COUNTS) == "1 1 2 2"


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
