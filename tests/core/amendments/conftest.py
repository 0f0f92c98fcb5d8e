"""Texts that look like agreements, and small changes of them, for the property tests."""

import pytest
from hypothesis import strategies as st

_WORDS = (
    "de", "het", "een", "van", "in", "op", "corporatie", "gemeente", "huurders", "woningen", "huur",
    "zo'n", "foto's", "'s", "sociaal-economisch", "huur-", "€", "15%", "2.3", "1.234,56", "1-op-1",
    "2020", "m.b.t.", "é",
)  # fmt: skip
_GAPS = (" ", " ", " ", "  ", ", ", ". ", "\n", "\n- ", "\n1. ", "\r\n", "\u00a0", ": ", "; ")


def _text(parts):
    return "".join(word + gap for word, gap in parts)


@pytest.fixture(scope="session")
def dutch_texts():
    """Texts of a few words out of a small choice, so that they have much in common."""
    part = st.tuples(st.sampled_from(_WORDS), st.sampled_from(_GAPS))
    return st.lists(part, max_size=30).map(_text)


@pytest.fixture(scope="session")
def any_texts():
    """Any text at all, signs and controls included."""
    return st.text(max_size=60)


@pytest.fixture(scope="session")
def long_text():
    """About 30 kB of made-up agreements."""
    lines = []
    for number in range(1, 161):
        lines.append(
            f"{number // 10 + 1}.{number % 10} Partij {number} onderzoekt vóór {number} juli 2020 of"
            f" {number * 7}% van de woningen, of zo'n € {number}.000, genoeg is.\n"
            f"- Lukt stap {number} niet, dan overlegt zij binnen {number + 3} dagen;\n"
            "- het Bestuurlijk Overleg besluit.\n"
        )
    return "".join(lines)
