"""Rules of who may and in which state, written once.

A rule is a function that raises ``NotAllowed`` or ``WrongState`` with a sentence for people. The
decorator adds the yes/no twin, so that a page can ask for the same sentence as the tooltip of a
disabled button.
"""

from collections.abc import Callable
from typing import Generic, ParamSpec

from drieluik.apps.errors import DrieluikError

P = ParamSpec("P")


class Policy(Generic[P]):
    """A rule that can be enforced (call it) or asked (``allows``, ``objection``)."""

    def __init__(self, check: Callable[P, None]) -> None:
        self._check = check
        self.__doc__ = check.__doc__
        self.__name__ = check.__name__

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Raise when the rule is broken."""
        self._check(*args, **kwargs)

    def objection(self, *args: P.args, **kwargs: P.kwargs) -> str:
        """Return the sentence that says why not, or an empty text when it is allowed."""
        try:
            self._check(*args, **kwargs)
        except DrieluikError as error:
            return str(error)
        return ""

    def allows(self, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Tell whether the rule holds."""
        return self.objection(*args, **kwargs) == ""


def policy(check: Callable[P, None]) -> Policy[P]:
    """Make a rule of a function that raises."""
    return Policy(check)
