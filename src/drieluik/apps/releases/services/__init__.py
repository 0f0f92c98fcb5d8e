"""What can be done with publications; every function here is one whole act."""

from drieluik.apps.releases.services.approving import approve
from drieluik.apps.releases.services.choosing_percent import choose_percent
from drieluik.apps.releases.services.preparing import (
    Wanted,
    interrupt_preparing,
    prepare_publication,
    protect_tables,
)
from drieluik.apps.releases.services.publishing import drop, publish, withdraw

__all__ = [
    "Wanted",
    "approve",
    "choose_percent",
    "drop",
    "interrupt_preparing",
    "prepare_publication",
    "protect_tables",
    "publish",
    "withdraw",
]
