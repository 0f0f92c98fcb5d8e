"""What can be done in the monitor; every function here is one whole act."""

from drieluik.apps.monitor.services.agreeing import confirm_norm_again
from drieluik.apps.monitor.services.beside import complete_series, periods_lacking_series
from drieluik.apps.monitor.services.by_hand import SaidByHand, set_light, take_back_light
from drieluik.apps.monitor.services.calculating import (
    is_outdated,
    outdated_periods,
    periods_to_recalculate,
    recalculate,
)
from drieluik.apps.monitor.services.defining import record_first_definition
from drieluik.apps.monitor.services.foreseeing import ask_consequences, foresee
from drieluik.apps.monitor.services.judging import Opinion, record_judgement
from drieluik.apps.monitor.services.norming import Wording, confirm_norm, retire_norm, write_norm
from drieluik.apps.monitor.services.noticing import notice_signals
from drieluik.apps.monitor.services.remarking import Remark, take_back_remark, write_remark
from drieluik.apps.monitor.services.signalling import (
    close_signal,
    explain_signal,
    put_signal_on_agenda,
    reopen_signal,
)
from drieluik.apps.monitor.services.talking import (
    Conclusion,
    begin_talk,
    end_talk,
    note_conclusion,
)
from drieluik.apps.monitor.telling import tell_who_is_asked

__all__ = [
    "Conclusion",
    "Opinion",
    "Remark",
    "SaidByHand",
    "Wording",
    "ask_consequences",
    "begin_talk",
    "close_signal",
    "complete_series",
    "confirm_norm",
    "confirm_norm_again",
    "end_talk",
    "explain_signal",
    "foresee",
    "is_outdated",
    "note_conclusion",
    "notice_signals",
    "outdated_periods",
    "periods_lacking_series",
    "periods_to_recalculate",
    "put_signal_on_agenda",
    "recalculate",
    "record_first_definition",
    "record_judgement",
    "reopen_signal",
    "retire_norm",
    "set_light",
    "take_back_light",
    "take_back_remark",
    "tell_who_is_asked",
    "write_norm",
    "write_remark",
]
