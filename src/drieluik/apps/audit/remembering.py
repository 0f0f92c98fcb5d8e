"""Remembering what was read from the database, as long as nobody does anything.

Every act adds an event to the chain in its own transaction, so while the chain ends with the same
event, what was read is still true. A minute is the longest anything is remembered: it bounds how
long a change that no event tells of (a new name of a person) stays unseen.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar, cast

from django.db import connection
from django.utils.translation import get_language

from drieluik.apps.audit.models import AuditHead

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_MOST = 400
"""Results that are kept at once; the one that was asked for longest ago goes first."""
_SECONDS = 60.0
_LAST = f"SELECT hash FROM {AuditHead._meta.db_table} WHERE id = 1"

_lock = Lock()
_kept: OrderedDict[Hashable, tuple[float, object]] = OrderedDict()


def remembered(read: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Give the same answer to the same question until the next event of the chain.

    For selectors that read much and change seldom. Arguments must be hashable; the answer is
    shared by all readers of this process and must never be changed, so it is made of frozen rows
    and tuples. Nothing is remembered inside a transaction: that one may have changed what it reads
    and not told it yet. Answers differ by language, because they hold names of states.
    """

    @wraps(read)
    def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        head = "" if connection.in_atomic_block else _last_hash()
        if not head:
            return read(*args, **kwargs)
        key = (head, get_language(), read, args, tuple(sorted(kwargs.items())))
        with _lock:
            until, answer = _kept.get(key, (0.0, None))
            if time.monotonic() < until:
                _kept.move_to_end(key)
                return cast("Answer", answer)
        fresh = read(*args, **kwargs)
        with _lock:
            _kept[key] = (time.monotonic() + _SECONDS, fresh)
            while len(_kept) > _MOST:
                _kept.popitem(last=False)
        return fresh

    return asked


def _last_hash() -> str:
    """Return the hash of the last event; empty before the first.

    In plain SQL: a page asks it several times, and building the query would cost more than it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LAST)
        found = cursor.fetchone()
    return str(found[0]) if found else ""
