"""Files that are no workbook, or one that does harm, are refused before anything parses them."""

import io
import struct
import zipfile

import pytest

from drieluik.core.findings import Severity
from drieluik.core.workbooks import (
    UploadLimits,
    annotate_workbook,
    inspect_upload,
    read_workbook,
    read_workbook_isolated,
)

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_XML = b'<?xml version="1.0"?>'


def _zip(parts, compression=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _rules(content, name="", **limits):
    return [f.rule for f in inspect_upload(content, name, UploadLimits(**limits))]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "file_empty"),
        (_COMPOUND + b"\x00" * 600, "file_old_excel"),
        (_COMPOUND + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "file_old_excel"),
        (b"VHE-nummer;Gemeentecode\r\n0001;GM0153\r\n", "file_text"),
        (b"\xef\xbb\xbfVHE-nummer;\xc3\xa9\r\n", "file_text"),
        ("VHE-nummer;é\r\n".encode("cp1252"), "file_text"),
        ("VHE-nummer\t1\r\n".encode("utf-16"), "file_text"),
        (b"<html><table></table></html>", "file_not_a_workbook"),
        (b"%PDF-1.7\n", "file_not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file_not_a_workbook"),
        (b"PK\x03\x04 en dan niets", "file_damaged"),
        (_zip({}), "file_not_a_workbook"),
        (_zip({"brief.txt": "hallo"}), "file_not_a_workbook"),
        (_zip({"[Content_Types].xml": _XML, "word/document.xml": _XML}), "file_not_a_workbook"),
        (
            _zip(
                {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": _XML}
            ),
            "file_open_document",
        ),
        (_zip({"[Content_Types].xml": _XML, "xl/workbook.bin": b"\x00"}), "file_binary_workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(content, rule):
    assert _rules(content) == [f"workbooks.{rule}"]
    assert read_workbook(content).findings[0].rule == f"workbooks.{rule}"
    assert read_workbook(content).blocks


def test_a_workbook_with_macros_is_refused(rezipped, good):
    assert _rules(rezipped({"xl/vbaProject.bin": b"\x00"})) == ["workbooks.file_macros"]
    assert _rules(good, "aanlevering.XLSM") == ["workbooks.file_macros"]


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/x.xml", "xl\\..\\x.xml", "xl/a:b.xml"])
def test_odd_paths_are_refused(rezipped, name):
    assert _rules(rezipped({name: b"x"})) == ["workbooks.file_odd_paths"]


def test_a_part_that_occurs_twice_is_refused(good):
    target = io.BytesIO(good)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<other/>")

    assert _rules(target.getvalue()) == ["workbooks.file_odd_paths"]


def test_a_part_with_another_case_of_the_same_name_is_refused(rezipped):
    assert _rules(rezipped({"XL/Workbook.xml": b"<x/>"})) == ["workbooks.file_odd_paths"]


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]>',
        b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
        b"<!-- " + b" " * (1 << 20) + b' --><!doctype x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
    ids=["entity", "outside", "behind a long comment"],
)
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "_rels/.rels"])
def test_document_types_and_entities_are_refused_in_every_part(rezipped, part, prolog):
    def change(xml):
        end = xml.index(b"?>") + 2
        return xml[:end] + prolog + xml[end:]

    assert _rules(rezipped({part: change})) == ["workbooks.file_entities"]


def test_another_encoding_cannot_hide_a_document_type(rezipped):
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16")
    declared = b'<?xml version="1.0" encoding="utf-7"?><x/>'

    assert _rules(rezipped({"xl/styles.xml": hidden})) == ["workbooks.file_odd_encoding"]
    assert _rules(rezipped({"xl/styles.xml": declared})) == ["workbooks.file_odd_encoding"]


def test_a_part_that_expands_a_thousandfold_is_refused(rezipped):
    assert _rules(rezipped({"xl/media/a.xml": b" " * 30_000_000})) == ["workbooks.file_expands"]


def test_parts_that_are_too_large_together_are_refused(rezipped):
    assert _rules(rezipped({"xl/a.xml": b"<a/>" * 600_000}), megabytes_unpacked=2) == [
        "workbooks.file_expands"
    ]


def test_a_part_that_lies_about_its_size_is_refused(rezipped):
    content = bytearray(rezipped({"xl/a.xml": b"<a/>" * 100_000}))
    at = content.rindex(b"xl/a.xml") - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = struct.pack("<I", 10)

    assert _rules(bytes(content)) == ["workbooks.file_damaged"]


def test_parts_that_share_bytes_are_refused(rezipped):
    content = bytearray(rezipped({"xl/a.xml": b"<a/>"}))
    at = content.rindex(b"xl/a.xml") - 46
    content[at + 20 : at + 24] = struct.pack("<I", len(content))

    assert _rules(bytes(content)) == ["workbooks.file_expands"]


def test_a_zip_password_is_recognised(good):
    content = bytearray(good)
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1

    assert _rules(bytes(content)) == ["workbooks.file_encrypted"]


def test_too_many_parts_are_refused(rezipped):
    many = rezipped({f"xl/p{n}.txt": b"" for n in range(50)})

    assert _rules(many, parts=40) == ["workbooks.file_many_parts"]


def test_too_large_a_file_is_refused(good):
    assert _rules(good * 40, megabytes=1) == ["workbooks.file_too_large"]


def test_a_half_uploaded_file_is_refused(good):
    for share in (0.01, 0.5, 0.99):
        assert _rules(good[: int(len(good) * share)]) == ["workbooks.file_damaged"]


def test_embedded_objects_must_be_confirmed(rezipped):
    found = inspect_upload(rezipped({"xl/embeddings/brief.docx": b"x"}))

    assert [(f.rule, f.severity) for f in found] == [("workbooks.file_embedded", Severity.CONFIRM)]


def test_links_to_other_files_are_a_remark(rezipped, found):
    content = rezipped({"xl/externalLinks/externalLink1.xml": b"<x/>"})

    assert found(content) == [("file_external_links", None)]


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels", "xl/worksheets/sheet2.xml"],
)
@pytest.mark.parametrize("content", [None, b"", b"<a><b></a>"], ids=["gone", "empty", "broken"])
def test_a_missing_or_broken_part_is_a_finding_and_no_error(rezipped, part, content):
    reading = read_workbook_isolated(rezipped({part: content}))

    assert reading.blocks


def test_a_refused_file_comes_back_as_a_list_of_what_to_do():
    content = b"VHE-nummer;1\r\n"

    returned = annotate_workbook(content, read_workbook(content).findings)

    assert zipfile.ZipFile(io.BytesIO(returned)).testzip() is None
    assert inspect_upload(returned) == ()
