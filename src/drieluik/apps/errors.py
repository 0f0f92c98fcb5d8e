"""The few errors that people can cause: everything else is a programming mistake."""


class DrieluikError(Exception):
    """Something a person asked for that cannot be done; the message is shown to that person."""


class NotAllowed(DrieluikError):  # noqa: N818 - named for what it tells the reader
    """This person may not do this."""


class WrongState(DrieluikError):  # noqa: N818 - named for what it tells the reader
    """The thing is not in the state in which this can be done."""


class Overtaken(WrongState):
    """Somebody else was just ahead: what this person saw is no longer so."""
