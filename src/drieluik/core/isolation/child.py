"""What the reading process does to itself and tells its caller."""

import json
import resource
import sys

EXIT_MEMORY = 12
"""Exit code of a child that ran out of memory."""

_MEGABYTE = 1 << 20
_LARGEST_OUTPUT = 2048 * _MEGABYTE
_ADDRESS_SPACE = 8192 * _MEGABYTE
"""A last bound: libraries reserve address space they never use; the caller watches real use."""


def limit_this_process(cpu_seconds: int) -> None:
    """Bound processor time, address space and the files this process may write.

    Args:
        cpu_seconds: Processor time, over all cores, before the process is ended by a signal.
    """
    limits = {
        resource.RLIMIT_AS: _ADDRESS_SPACE,
        resource.RLIMIT_FSIZE: _LARGEST_OUTPUT,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))
    # the soft limit ends it with a signal of its own, so the caller knows why
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))


def tell(step: str, share: float) -> None:
    """Tell the caller what is being done (a Dutch sentence) and the share that is done."""
    sys.stdout.write(json.dumps([step, share]) + "\n")
    sys.stdout.flush()
