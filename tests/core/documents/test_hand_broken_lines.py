"""Lines that were broken off by hand become one paragraph, whole and cleaned once."""

from drieluik.core.documents import read_document

HEAD = "1. Samen\n\nPrestatieafspraken\n\n1.1 Overleg: Partijen overleggen over alles wat er in de stad"


def _text(*lines: str) -> str:
    document = read_document("\n".join([HEAD, *lines]).encode(), "afspraken.txt")
    return document.themes[0].sections[0].agreements[0].text


def test_every_line_of_a_very_long_paragraph_is_kept_in_order():
    lines = [f"speelt en over wat zij daar samen aan willen doen, punt {n}" for n in range(3000)]

    text = _text(*lines)

    assert text.count("punt ") == 3000
    assert text.index("punt 998") < text.index("punt 2999")


def test_emphasis_that_ends_on_the_next_line_is_taken_off():
    assert "*" not in _text(
        "speelt, en *leggen dat vast in het verslag van", "het overleg* elk jaar."
    )


def test_an_entity_that_was_written_out_is_not_resolved_twice():
    text = _text(
        "speelt en schrijven daarbij het teken &amp;lt; altijd helemaal", "uit in het verslag."
    )

    assert "teken &lt; altijd" in text
