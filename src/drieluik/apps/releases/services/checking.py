"""What must hold when tables are approved and when they go out."""

from django.utils.translation import gettext as _

from drieluik.apps.errors import WrongState
from drieluik.apps.monitor.services import outdated_periods
from drieluik.apps.releases.models import PreparedTable, Publication
from drieluik.apps.releases.protecting import is_outdated
from drieluik.core.flows import public_table


def check_is_current(row: Publication) -> None:
    """Refuse what was prepared from figures that were corrected since, or are being corrected.

    Amounts also when the municipality chose another percentage since.

    Raises:
        WrongState: With the tables.
    """
    prepared = list(row.tables.defer("release", "kept"))
    names = {public_table(one.table_id).name_nl for one in prepared if is_outdated(row, one)}
    if names:
        raise WrongState(
            _(
                "These figures were corrected since, or are protected otherwise now: %(names)s. Drop "
                "this and prepare it again."
            )
            % {"names": ", ".join(sorted(names))}
        )
    if row.period in outdated_periods(municipality_id=row.municipality_id):
        raise WrongState(_("Figures are being corrected just now. Wait until that is done."))
    if not any(one.outcome == PreparedTable.Outcome.PROTECTED for one in prepared):
        raise WrongState(_("There is no table in it that can be made public."))
