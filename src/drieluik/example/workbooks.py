"""The workbooks of the example, made and read in processes beside the one that lays the city.

Comes in: a step of the story and what is expected of its file. Goes out: the bytes, and what a
check reads from them. Making and reading are most of the work of a first start; neither knows the
database, so as many steps as there are cores go at a time.
"""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

from drieluik.core.workbooks import (
    Expectation,
    WorkbookReading,
    WorkbookStamp,
    contract_versions,
    read_workbook,
    write_template,
)
from drieluik.example import FICTITIOUS_NL
from drieluik.example.deliveries import contracts_of, periods, workbook_tables
from drieluik.example.faulty import faulty_workbook
from drieluik.example.parties import party
from drieluik.example.restated import corrected_tables
from drieluik.example.story import DeliveryStep

_MOST_PROCESSES = 4
"""Each holds some 250 MB."""


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A workbook of the example with what was read from it.

    Attributes:
        content: Its bytes.
        expected: What it was held against.
        reading: What came out.
    """

    content: bytes
    expected: Expectation
    reading: WorkbookReading

    def read(self, content: bytes, expected: Expectation, _progress: object) -> WorkbookReading:
        """Give the reading, as a reader of this very file.

        Raises:
            ValueError: Asked about another file or another expectation.
        """
        if (content, expected) != (self.content, self.expected):
            raise ValueError("another file than the one that was prepared")
        return self.reading


def story_workbook(step: DeliveryStep) -> bytes:
    """Return the workbook that a corporation hands in at a step of the story."""
    stamp = WorkbookStamp(
        party_code=step.party,
        party_name=party(step.party).name,
        period=step.period,
        municipality_codes=party(step.party).places,
        contract_versions=contract_versions(contracts_of(step.party)),
        made_on=step.period.ends_before,
        notice_nl=FICTITIOUS_NL,
    )
    before = step.period.previous()
    rows = workbook_tables(step.party, step.period)
    content = write_template(
        stamp,
        contracts_of(step.party),
        previous=workbook_tables(step.party, before) if before in periods() else None,
        rows=corrected_tables(rows) if step.cause else rows,
    )
    return faulty_workbook(content) if step.faulty else content


def prepare_file(step: DeliveryStep, expected: Expectation) -> PreparedFile:
    """Make the workbook of a step and read it as its check would."""
    content = story_workbook(step)
    return PreparedFile(content, expected, read_workbook(content, expected))


@contextmanager
def prepared_files(
    wanted: Mapping[DeliveryStep, Expectation],
) -> Iterator[dict[DeliveryStep, Future[PreparedFile]]]:
    """Prepare files in processes of their own, in the order asked; nothing wanted, none started.

    When the block is left early, what has not begun is dropped.
    """
    if not wanted:
        yield {}
        return
    # a fresh process each: a forked one would share the connection to the database
    pool = ProcessPoolExecutor(
        min(_MOST_PROCESSES, _n_cores(), len(wanted)), mp_context=get_context("spawn")
    )
    try:
        yield {step: pool.submit(prepare_file, step, wanted[step]) for step in wanted}
    finally:
        pool.shutdown(cancel_futures=True)


def _n_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
