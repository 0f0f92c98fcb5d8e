"""Files that leave the house: named safely, never shown in the browser."""

import pytest

from drieluik.ui.downloads import as_download


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (
            "afspraken.DOCX",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("afspraken.pdf", "application/pdf"),
        ("afspraken.html", "application/octet-stream"),
        ("afspraken", "application/octet-stream"),
    ],
)
def test_the_end_of_the_name_says_what_kind_of_file_it_is(name, kind):
    answer = as_download(b"inhoud", name)

    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "name", ['a"; filename="b.html', "a\r\nSet-Cookie: x=1.txt", "Overijssel é.pdf"]
)
def test_a_name_of_a_sender_cannot_add_anything_to_the_answer(name):
    answer = as_download(b"", name)

    assert "\n" not in answer["Content-Disposition"]
    assert "Set-Cookie" not in answer.headers
    assert (
        answer["Content-Disposition"].count("filename") == 1
        or "\\" in answer["Content-Disposition"]
    )
