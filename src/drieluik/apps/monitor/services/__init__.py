"""What can be done in the monitor; every function here is one whole act."""

from drieluik.apps.monitor.services.calculating import (
    outdated_periods,
    periods_to_recalculate,
    recalculate,
)
from drieluik.apps.monitor.services.defining import adopt_definition
from drieluik.apps.monitor.services.judging import Opinion, record_judgement
from drieluik.apps.monitor.services.norming import Wording, confirm_norm, retire_norm, write_norm

__all__ = [
    "Opinion",
    "Wording",
    "adopt_definition",
    "confirm_norm",
    "outdated_periods",
    "periods_to_recalculate",
    "recalculate",
    "record_judgement",
    "retire_norm",
    "write_norm",
]
