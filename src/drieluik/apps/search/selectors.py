"""Searching: two questions to the database, however much there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from drieluik.apps.organisations.actors import Actor
from drieluik.apps.search.audience import audiences_of
from drieluik.apps.search.matching import Match, match
from drieluik.apps.search.models import Entry
from drieluik.apps.search.rows import Found, Hit
from drieluik.apps.search.wording import address_of, dating_of, name_of
from drieluik.core.searching import Query, excerpt, marked

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Scope:
    """Where somebody looks.

    Attributes:
        municipality_id: In which municipality.
        slug: How it is called in addresses.
        on: On which day things must hold.
        kind: One of ``Entry.Kind``; empty for all.
        theme: Number of a theme; empty for all.
    """

    municipality_id: int
    slug: str
    on: date
    kind: str = ""
    theme: str = ""


def known_kind(typed: str) -> str:
    """Return a kind that exists, or nothing."""
    return typed if typed in Entry.Kind.values else ""


def search(query: Query, scope: Scope, *, actor: Actor, page: int = 1) -> Found:
    """Return what a person may know of and that holds all terms, best first.

    What the person may not open is not found, not counted and not quoted. An agreement whose
    number was typed goes first.

    Args:
        query: What to look for; an empty one finds nothing.
        scope: Where to look.
        actor: Who looks.
        page: Which page of ``PAGE_SIZE`` hits, from 1.
    """
    audiences = sorted(audiences_of(actor, scope.municipality_id))
    if query.is_empty or not audiences:
        return Found()
    found = match(query)
    where, params = _scope(found, scope, audiences)
    counts = _counts(found, where, params)
    by_kind = tuple(
        (kind.value, str(kind.label), counts[kind.value])
        for kind in Entry.Kind
        if kind.value in counts
    )
    rows = _rows(found, query, (where, params), kind=scope.kind, page=page) if counts else []
    return Found(
        hits=tuple(_hit(row, query, scope.slug) for row in rows),
        n_hits=counts.get(scope.kind, 0) if scope.kind else sum(counts.values()),
        n_all=sum(counts.values()),
        by_kind=by_kind,
    )


def _scope(found: Match, scope: Scope, audiences: Sequence[str]) -> tuple[str, list[Any]]:
    places = ", ".join(["%s"] * len(audiences))
    where = (
        f"{found.condition} AND e.municipality_id = %s AND e.audience IN ({places})"
        " AND (e.holds_from IS NULL OR e.holds_from <= %s)"
        " AND (e.holds_until IS NULL OR e.holds_until > %s)"
    )
    params: list[Any] = [*found.params, scope.municipality_id, *audiences, scope.on, scope.on]
    if scope.theme:
        where += " AND e.themes LIKE %s ESCAPE '!'"
        params.append(f"%|{_literally(scope.theme)}|%")
    return where, params


def _literally(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _counts(found: Match, where: str, params: list[Any]) -> dict[str, int]:
    sql = f"SELECT e.kind, COUNT(*) FROM {found.source} WHERE {where} GROUP BY e.kind"
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return dict(cursor.fetchall())


def _rows(
    found: Match, query: Query, where: tuple[str, list[Any]], *, kind: str, page: int
) -> Sequence[Entry]:
    condition, params = where
    numbers = ", ".join(["%s"] * len(query.numbers))
    first = f"CASE WHEN LOWER(e.number) IN ({numbers}) THEN 0 ELSE 1 END," if numbers else ""
    of_kind = " AND e.kind = %s" if kind else ""
    sql = (
        f"SELECT e.* FROM {found.source} WHERE {condition}{of_kind}"
        f" ORDER BY {first} {found.rank}, e.dated_on DESC, e.id LIMIT %s OFFSET %s"
    )
    values = [
        *params,
        *([kind] if kind else []),
        *query.numbers,
        *found.rank_params,
        PAGE_SIZE,
        (max(page, 1) - 1) * PAGE_SIZE,
    ]
    return list(Entry.objects.raw(sql, values))


def _hit(row: Entry, query: Query, slug: str) -> Hit:
    return Hit(
        kind=row.kind,
        kind_label=name_of(row.kind),
        number=row.number,
        title=marked(row.title, query),
        excerpt=excerpt(row.body, query),
        dating=dating_of(row.kind, row.dated_on, row.facts),
        href=address_of(row.kind, slug, row.place),
    )
