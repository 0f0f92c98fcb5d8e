"""What an act leaves in the audit log, and that a refused act leaves nothing."""

from collections.abc import Callable

import pytest

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import WrongState


def n_events(name: str) -> int:
    """How often something was recorded."""
    return AuditEvent.objects.filter(name=name).count()


def refused(act: Callable[[], object], error: type[Exception] = WrongState) -> str:
    """Try an act that must be refused without a trace; return the sentence that says why."""
    before = AuditEvent.objects.count()
    with pytest.raises(error) as refusal:
        act()
    assert AuditEvent.objects.count() == before
    return str(refusal.value)
