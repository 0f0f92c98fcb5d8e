"""``drieluik search rebuild`` makes the index of every municipality anew."""

import pytest
from click.testing import CliRunner

from drieluik.apps.search.models import Entry
from drieluik.cli import main
from tests.factories.agreements import make_register
from tests.factories.organisations import make_municipality


@pytest.mark.django_db
def test_the_index_is_made_anew_and_the_command_says_how_much_there_is():
    make_register()
    make_municipality(code="GM9002", name="Leegstad")
    Entry.objects.all().delete()

    found = CliRunner().invoke(main, ["search", "rebuild"])

    assert found.exit_code == 0
    assert "Gemeente GM9001: 4 vindplaatsen." in found.output
    assert "Leegstad: 0 vindplaatsen." in found.output
    assert Entry.objects.count() == 4
