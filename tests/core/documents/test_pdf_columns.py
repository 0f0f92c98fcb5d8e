"""Two columns are read one after the other; labels beside their text are no column."""

from drieluik.core.documents.sources.pdf_columns import reading_groups

WIDTH = 600


def _line(text, x0, top, step=30):
    """Words of one line, each as wide as a word is on average."""
    return [
        {
            "text": word,
            "x0": x0 + at * step,
            "x1": x0 + at * step + step - 4,
            "top": top,
            "bottom": top + 10,
        }
        for at, word in enumerate(text.split())
    ]


def _column(name, x0, tops, n_words=6):
    return [
        word
        for top in tops
        for word in _line(" ".join(f"{name}{top}" for _ in range(n_words)), x0, top)
    ]


def _firsts(groups):
    return [group[0]["text"] for group in groups]


def test_one_column_is_one_group():
    words = _column("a", 60, range(100, 300, 14), n_words=15)

    assert reading_groups(words, WIDTH) == [words]


def test_the_left_column_is_read_before_the_right():
    words = _column("links", 60, range(100, 300, 14)) + _column("rechts", 320, range(100, 300, 14))

    groups = reading_groups(words, WIDTH)

    assert _firsts(groups) == ["links100", "rechts100"]
    assert sorted(word["text"] for group in groups for word in group) == sorted(
        word["text"] for word in words
    )


def test_a_line_across_both_columns_parts_what_is_above_from_what_is_below():
    above = _column("a", 60, range(100, 180, 14)) + _column("b", 320, range(100, 180, 14))
    heading = _line("Een kop over de hele breedte van de bladzijde heen", 60, 200)
    below = _column("c", 60, range(220, 300, 14)) + _column("d", 320, range(220, 300, 14))

    groups = reading_groups(above + heading + below, WIDTH)

    assert _firsts(groups) == ["a100", "b100", "Een", "c220", "d220"]


def test_a_column_of_labels_stays_beside_its_texts():
    labels = [word for top in (100, 160, 220) for word in _line("Doel:", 60, top)]
    words = labels + _column("tekst", 230, range(100, 300, 14), n_words=10)

    assert len(reading_groups(words, WIDTH)) == 1
