"""A promise that many rows make: who and when are both known, or both absent."""

from django.db.models import Q


def pair(who: str, when: str) -> Q:
    """Return the condition for a check constraint."""
    return Q(**{f"{who}__isnull": True, f"{when}__isnull": True}) | Q(
        **{f"{who}__isnull": False, f"{when}__isnull": False}
    )
