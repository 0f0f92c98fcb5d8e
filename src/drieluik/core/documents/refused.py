"""What may not be read or done, as one error that carries its finding.

It never leaves this room when a file is read; it reaches the caller of an impossible correction.
"""

from drieluik.core.findings import Finding, Severity


class RefusedError(Exception):
    """Something may not or cannot be done; ``finding`` says what and why, in Dutch sentences."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.rule)
        self.finding = finding


def refusal(rule: str, **facts: str | int) -> RefusedError:
    """Make the refusal for one rule of this room."""
    return RefusedError(Finding(f"documents.{rule}", Severity.BLOCKS, facts=facts))
