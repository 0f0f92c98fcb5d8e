"""Rows that are written once: the ORM refuses to change or delete them.

The migration ``0002_kept_for_ever`` adds triggers, so that the database refuses as well.
"""

from typing import Any, NoReturn

from django.db import models


class KeptQuerySet(models.QuerySet[Any]):
    """Can add and read, not change or delete."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError(f"{self.model.__name__} is kept for ever: record a new version")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise TypeError(f"{self.model.__name__} is kept for ever: it cannot be deleted")


class KeptManager(models.Manager[Any]):
    """Reads and adds."""

    def get_queryset(self) -> KeptQuerySet:
        """Return the rows."""
        return KeptQuerySet(self.model, using=self._db)


class Kept(models.Model):
    """Base of what is never changed and never deleted."""

    objects = KeptManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add, never change."""
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} is kept for ever: record a new version")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError(f"{type(self).__name__} is kept for ever: it cannot be deleted")
