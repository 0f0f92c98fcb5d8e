"""Asks every address of ``rights.yaml`` as every kind of reader, and keeps the answers.

A POST happens inside a savepoint that is taken back afterwards, so that every reader finds the
same city. What an answer changed is seen twice: in the statements sent to the database, and in
the number of rows of every table.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from drieluik.apps.accounts.models import User
from drieluik.apps.calendar.models import FreeDays, OneOffDay
from drieluik.apps.mailing.models import Mail
from drieluik.apps.monitor.models import NormText
from drieluik.apps.organisations.models import Membership, Party
from drieluik.example.cycle import house_rules
from tests.factories.city import SECOND, City
from tests.factories.deliveries import make_workbook
from tests.factories.monitor import norm_text

_TABLES = sorted(Path(__file__).parent.glob("rights*.yaml"))
_WRITES = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session)', re.IGNORECASE)
_WORDS = {
    401: "sign in", 403: "refused", 404: "hidden", 405: "not this way", 409: "impossible",
}  # fmt: skip


PUBLIC = ("/openbaar/", "/robots.txt", "/api/v1/openbaar/")
"""How addresses begin that anybody may read and keep: tests/apps/publication holds what is there."""
_AMONG_ALL = ("policy officer", "other corporation", "former member", "anonymous")
"""Who asks for a page at the address of an act: the answer is given before anybody knows who asks."""


@dataclass(frozen=True)
class Case:
    """One row of the table, with its groups written out: what each reader must get.

    ``post`` is empty where nothing can be sent.
    """

    name: str
    address: str
    get: Mapping[str, str]
    post: Mapping[str, str]
    body: Mapping[str, Any]
    gives: str = "page"

    @property
    def id(self) -> str:
        return f"{self.name} {self.address}"


@dataclass(frozen=True)
class Answer:
    """What came back, with compressed files unpacked."""

    word: str
    status: int
    headers: Mapping[str, str]
    text: str
    writes: tuple[str, ...] = ()
    changed: bool = False


@cache
def read_table() -> tuple[Case, ...]:
    """Read all rows of the table, once: each worker needs them before its first test."""
    tables = [yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in _TABLES]
    groups = tables[0]["groups"]
    return tuple(_case(row, groups) for table in tables for row in table["addresses"])


def read_pairs() -> dict[str, Mapping[str, Any]]:
    """Read which pairs of party and role are tried besides the readers of the table."""
    text = (Path(__file__).parent / "pairs.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text))


def _case(row: Mapping[str, Any], groups: Mapping[str, list[str]]) -> Case:
    everybody = row.get("readers") or list(_members("everybody", groups))
    hidden = dict.fromkeys(everybody, "hidden") | {"anonymous": "sign in"}

    def spelled(given: Mapping[str, list[str]]) -> dict[str, str]:
        return hidden | {
            role: word for word, names in given.items() for name in names
            for role in _members(name, groups)
        }  # fmt: skip

    only_post = row.get("methods") == "post only"
    get = dict.fromkeys(_AMONG_ALL, "not this way") if only_post else spelled(row["get"])
    post = spelled(row["post"]) if "post" in row else {}
    return Case(
        row["name"], row["address"], get, post, row.get("body", {}), row.get("gives", "page")
    )


def _members(name: str, groups: Mapping[str, list[str]]) -> Iterator[str]:
    if name not in groups:
        yield name
    for each in groups.get(name, ()):
        yield from _members(each, groups)


def places_of(city: City) -> dict[str, Any]:
    """Return what fills the names between braces in the table."""
    open_one = city.secret.findings.filter(severity="confirm", confirmed_at=None).first()
    deliveries = {
        name: getattr(city, name)
        for name in ("signed", "to_refuse", "ready", "broken", "secret", "correction")
    }
    fields = (
        *("import_id", "agreement_id", "clause_id", "norm_id", "effort_id", "draft_text_id"),
        "said_of_table",
    )
    return (
        {name: delivery.id for name, delivery in deliveries.items()}
        | {f"{name}_version": delivery.version for name, delivery in deliveries.items()}
        | {name: getattr(city, name) for name in fields}
        | city.meetings
        | city.proposals
        | city.projects
        | city.works
        | city.areas
        | city.layers
        | city.signals
        | city.reports
        | city.publication
        | city.releases
        | city.lights
        | city.connections
        | city.exports
        | {
            "membership_id": Membership.objects.get(user=city.people["controller"]).pk,
            "norm_text_id": NormText.objects.get(norm_id=city.norm_id).pk,
            "party_municipality": Party.objects.get(code="gemeente-voorbeeld").pk,
            "party_a": Party.objects.get(code="corporatie-a").pk,
            "party_b": Party.objects.get(code="corporatie-b").pk,
            "merged_party": Party.objects.get(code="corporatie-oud").pk,
            "waiver_id": city.waiver_id,
            "soon": (timezone.localdate() + timedelta(days=90)).isoformat(),
            "open_number": open_one.number,
            "open_rule": open_one.rule,
            "open_sheet": open_one.sheet,
            "open_column": open_one.column,
            "workbook": make_workbook(period=SECOND),
            "document": b"1. Samen\n\nPrestatieafspraken\n\n1.1 Overleg: Partijen overleggen.\n",
            "norm_text": norm_text(target="hoogstens 9"),
            "calendar_secret": city.calendar_secret,
            "house_rules": house_rules(),
            "free_days_id": FreeDays.objects.get().pk,
            "one_off": OneOffDay.objects.get().key,
            "mail_id": Mail.objects.latest("asked_at").id,
            "stop_token": Mail.objects.latest("asked_at").stop_address.split("/")[-2],
        }
    )


def all_url_names() -> set[str]:
    """Return the name of every address of the product, with its namespace."""
    return set(_names(get_resolver(), ""))


def _names(resolver: URLResolver, space: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern, inner)


class Crawler:
    """Readers of a city, each with a browser of their own."""

    def __init__(self, city: City, places: Mapping[str, Any]) -> None:
        self.places = places
        self.clients = {"anonymous": Client(raise_request_exception=False)}
        for role, user in city.people.items():
            self.add(role, user)

    def add(self, reader: str, user: User) -> None:
        """Let another reader come in; before anybody sends a form."""
        self.clients[reader] = Client(raise_request_exception=False)
        self.clients[reader].force_login(user)

    def add_programme(self, name: str, token: str) -> None:
        """Let a programme come in, with its token and nothing else."""
        headers = {"authorization": f"Bearer {token}"}
        self.clients[name] = Client(raise_request_exception=False, headers=headers)

    def get(self, role: str, address: str) -> Answer:
        """Ask for a page."""
        client = self.clients[role]
        with _noting_writes() as writes:
            response = client.get(address.format_map(self.places))
        return _answer(response, tuple(writes))

    def post(self, role: str, case: Case) -> Answer:
        """Send a form, and take back whatever it changed."""
        client = self.clients[role]
        cookies = deepcopy(client.cookies)
        body = {
            name.format_map(self.places): self._filled(value) for name, value in case.body.items()
        }
        before = self._rows_before
        with transaction.atomic(), _noting_writes() as writes:
            response = client.post(case.address.format_map(self.places), body)
            answer = _answer(response, tuple(writes), changed=_row_counts() != before)
            transaction.set_rollback(True)
        client.cookies = cookies
        return answer

    @cached_property
    def _rows_before(self) -> list[tuple[str, int]]:
        """What every reader finds: the same, as what an answer changed is taken back."""
        return _row_counts()

    def _filled(self, value: Any) -> Any:
        found = self.places.get(str(value).strip("{}")) if str(value).startswith("{") else value
        if isinstance(found, bytes):
            kind = "xlsx" if found.startswith(b"PK") else "txt"
            return SimpleUploadedFile(f"bestand.{kind}", found)
        return found


class Answers:
    """What every reader gets by a GET, asked when it is needed and kept: a few rows cost little."""

    def __init__(self, crawler: Crawler, cases: Sequence[Case]) -> None:
        self._crawler = crawler
        self._asked = {(case.id, role): case.address for case in cases for role in case.get}
        self._kept: dict[tuple[str, str], Answer] = {}

    def __getitem__(self, key: tuple[str, str]) -> Answer:
        if key not in self._kept:
            self._kept[key] = self._crawler.get(key[1], self._asked[key])
        return self._kept[key]

    def all(self) -> Iterator[tuple[tuple[str, str], Answer]]:
        """Return every answer with its row and reader."""
        return ((key, self[key]) for key in self._asked)


@contextmanager
def _noting_writes() -> Iterator[list[str]]:
    """Note every statement that changes rows.

    The log of a connection would ask SQLite to write out the values of every statement: as many
    statements again.
    """
    noted: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if _WRITES.match(sql):
            noted.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield noted


def _row_counts() -> list[tuple[str, int]]:
    """Return the number of rows of every table but that of sessions, the audit log among them."""
    tables = sorted(
        {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        - {"django_session"}
    )
    parts = (f"SELECT '{table}' AS name, COUNT(*) FROM \"{table}\"" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts) + " ORDER BY name")
        return list(cursor.fetchall())


def _answer(
    response: HttpResponseBase, writes: tuple[str, ...] = (), *, changed: bool = False
) -> Answer:
    content = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    headers = dict(response.headers)
    return Answer(_word(response), response.status_code, headers, _text(content), writes, changed)


def _word(response: HttpResponseBase) -> str:
    status = response.status_code
    if status == 302:
        return "sign in" if response.headers["Location"].startswith("/account/login/") else "moved"
    if status in (200, 201, 400):
        return "page"
    return _WORDS.get(status, f"{status}")


def _text(content: bytes) -> str:
    """Return the content as text; of a workbook or Word document the text of all its parts."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"\n".join(parts.read(name) for name in parts.namelist())
    return content.decode("utf-8", "replace")
