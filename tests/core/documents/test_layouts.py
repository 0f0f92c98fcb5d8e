"""Documents of fictitious municipalities in other layouts than that of the published one."""

import pytest

from drieluik.core.documents import read_document

LAYOUTS = ["artikelen.txt", "bijlagen.md", "doelenlijst.md", "tabel.md", "begroting.txt"]


@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_of_an_example_is_lost(name, layout, layout_text, words_lost):
    assert words_lost(layout_text(name), layout(name)) == {}


def test_articles_of_three_levels_become_sections_and_agreements(layout, agreements_in):
    document = layout("artikelen.txt")

    assert [(t.number, t.title) for t in document.themes] == [
        ("1", "Wonen naar wens"),
        ("2", "Wonen met zorg"),
    ]
    assert [(s.letter, s.title) for s in document.themes[0].sections] == [
        ("1.1", "Beschikbaarheid"),
        ("1.2", "Betaalbaarheid"),
    ]
    assert list(agreements_in(document)) == ["1.1.1", "1.1.2", "1.2.1", "1.2.2", "2.1.1"]
    assert agreements_in(document)["1.1.1"].text.endswith("partijen binnen een maand.")
    assert agreements_in(document)["1.1.2"].text.count("\n") == 2
    assert agreements_in(document)["2.1.1"].heading == "Zorgpunt"


def test_parties_and_period_of_the_articles_are_read(layout):
    document = layout("artikelen.txt")

    assert [(p.name, p.kind) for p in document.parties] == [
        ("Gemeente Molenwaard", "municipality"),
        ("Woonstichting De Brink", "corporation"),
        ("Huurdersvereniging Samen Thuis", "tenants"),
    ]
    assert document.dates.in_force_from == "2021-01-01"
    assert document.dates.in_force_until == "2021-12-31"


def test_an_annex_per_corporation_is_a_theme(layout, rules_in):
    document = layout("bijlagen.md")

    assert [theme.title for theme in document.themes] == [
        "Woonstichting Helmgras",
        "Corporatie Zeekraal",
    ]
    assert [[len(s.agreements) for s in t.sections] for t in document.themes] == [[2, 1], [1, 1]]
    assert "bewoners beslissen mee" in document.themes[1].sections[1].agreements[0].text
    assert "agreements_inferred" in rules_in(document)
    assert next(u.text for u in document.unplaced if u.kind == "not_understood") == "Ondertekening"


def test_a_list_before_numbered_agreements_is_the_goal_and_the_reader_is_asked(layout, rules_in):
    document = layout("doelenlijst.md")

    goals = [theme.sections[0].goal for theme in document.themes]
    assert goals[0].startswith("Partijen willen dat:\n1. starters")
    assert goals[1].endswith("2. geen huis meer tocht.")
    assert rules_in(document).count("goal_inferred") == 2
    assert [quote.quoted_from for quote in document.quotes] == ["Woonvisie"]


def test_rows_of_a_table_keep_who_and_when(layout, agreements_in):
    agreements = agreements_in(layout("tabel.md"))

    assert list(agreements) == ["1.1", "1.2", "2.1"]
    assert agreements["1.2"].responsible == "Gemeente Hoogveld"
    assert agreements["1.2"].deadline == "Q2 2023"
    assert agreements["2.1"].text == "Er komt een buurtbemiddelaar."


def test_rows_of_a_budget_keep_their_years(layout):
    agreements = layout("begroting.txt").themes[0].sections[0].agreements

    assert [one.text for one in agreements] == [
        "Opgeleverde sociale huurwoningen",
        "Verkochte huurwoningen",
    ]
    assert dict(agreements[0].details) == {
        "Bron": "Monitor wonen",
        "2020": "14",
        "2021": "22",
        "2022": "31",
    }


def test_a_label_with_paragraphs_gives_agreements_without_numbers(rules_in):
    text = "# Afspraken\n\n## Buurten\n\nDoel: Nette straten.\n\nAfspraken:\n\nDe gemeente veegt.\n\nDe corporatie snoeit.\n\n## Huur\n\nAanpak: Samen.\n\nAfspraken\n\n- Geen verhoging.\n"

    document = read_document(text.encode(), "a.md")

    texts = [[a.text for s in t.sections for a in s.agreements] for t in document.themes]
    assert texts == [["De gemeente veegt.", "De corporatie snoeit."], ["Geen verhoging."]]
    assert document.themes[1].sections[0].how == "Samen."
    assert rules_in(document).count("unnumbered_agreement") == 3


def test_weak_headings_with_labels_are_themes_when_nothing_is_numbered():
    text = "1. Bouwen\n\nDoel\nGenoeg huizen.\n\nAfspraken\n- Wij bouwen.\n\n2. Zorgen\n\nDoel\nGoede zorg.\n\nAfspraken\n- Wij helpen.\n"

    document = read_document(text.encode(), "a.txt")

    assert [(t.number, t.title, t.sections[0].goal) for t in document.themes] == [
        ("1", "Bouwen", "Genoeg huizen."),
        ("2", "Zorgen", "Goede zorg."),
    ]


def test_agreements_without_any_heading_make_a_theme_without_title(rules_in):
    document = read_document(b"1.1 Wij bouwen.\n1.2 Wij slopen.\n\n2.1 Wij verhuren.\n", "a.txt")

    assert [(t.number, t.title, len(t.sections[0].agreements)) for t in document.themes] == [
        ("1", "", 2),
        ("2", "", 1),
    ]
    assert rules_in(document).count("theme_without_title") == 2


def test_numbers_that_do_not_fit_are_shown(rules_in):
    text = "1. Wonen\n\n1.1 Een.\n1.3 Drie.\n1.3 Nog drie.\n\n2. Zorg\n\n2.1 Zorg.\n"

    document = read_document(text.encode(), "a.txt")

    gap = next(f for f in document.findings if f.rule == "documents.number_gap")
    assert (gap.place.line, gap.facts["expected"]) == (4, "1.2")
    assert rules_in(document).count("duplicate_number") == 2


def test_the_table_of_contents_is_only_a_check(rules_in):
    text = (
        "Inhoud\n\n1. Wonen ..... 2\n2. Zorgen ..... 3\n3. Groen ..... 4\n\n"
        "1. Wonen\n\n1.1 Wij bouwen.\n\n2. Zorg\n\n2.1 Wij zorgen.\n\n4. Water\n\n4.1 Wij pompen.\n"
    )

    document = read_document(text.encode(), "a.txt")

    assert [theme.title for theme in document.themes] == ["Wonen", "Zorg", "Water"]
    assert {"contents_differs", "contents_without_theme", "theme_not_in_contents"} <= set(
        rules_in(document)
    )


def test_a_focus_project_in_paragraphs_is_read_too():
    text = (
        "# Afspraken\n\n## Thema 1 Wonen\n\n1.1 Wij bouwen.\n\n"
        "Hoofdthema: Wonen\n\nSpeerpunt 2022: Vlot bouwen\n\nTrekkers: Wietske de Boer (gemeente)\n\n"
        "Resultaat: Een lijst.\n\nActies:\n- Lijst maken - Q2\n- Lijst delen\n\nKosten: Nog niet bekend.\n\n"
        "## Thema 2 Zorg\n\n2.1 Wij zorgen.\n"
    )

    document = read_document(text.encode(), "a.md")

    project = document.focus_projects[0]
    assert (project.theme, project.focus, project.results) == ("Wonen", "Vlot bouwen", "Een lijst.")
    assert [(lead.role, lead.name) for lead in project.leads] == [("gemeente", "Wietske de Boer")]
    assert [(a.quarters, a.periods) for a in project.actions] == [
        (("Q2",), (("2022-04-01", "2022-07-01"),)),
        ((), ()),
    ]
    assert len(document.themes) == 2


def test_text_after_a_form_that_names_no_source_waits_for_the_reader(rules_in):
    rows = "Hoofdthema:\tWonen\nSpeerpunt:\tBouwen\nTrekkers:\tDe gemeente\nResultaat:\tEen plan\nKosten:\tGeen\nActies:\tPlan maken\n"
    text = f"1. Wonen\n\n1.1 Wij bouwen.\n\n{rows}\nDeze regel hoort nergens bij.\n"

    document = read_document(text.encode(), "a.txt")

    assert document.unplaced[-1].text == "Deze regel hoort nergens bij."
    assert "not_placed" in rules_in(document)
    assert document.focus_projects[0].other_fields == (("Kosten:", "Geen"),)


def test_text_in_an_old_encoding_is_read_and_remarked(rules_in):
    document = read_document("1. Één\n\n1.1 Wij creëren ruimte.\n".encode("cp1252"), "a.txt")

    assert document.themes[0].sections[0].agreements[0].text == "Wij creëren ruimte."
    assert "encoding_assumed" in rules_in(document)


def test_an_agreement_under_another_theme_is_pointed_out(rules_in):
    text = "# Bijlage A: Stichting\n\n## 1. Wonen\n\n1.1 Bouwen.\n\n## 2. Zorg\n\nDoel: Rust.\n\nA. Thuis\n\nDoel: Zorg.\n\n2.1 Helpen.\n\nB. Uit\n\n2.2 Rijden.\n"

    document = read_document(text.encode(), "a.md")

    assert rules_in(document).count("no_goal") == 2


def test_a_number_of_another_theme_under_a_chapter_is_doubted(rules_in):
    text = "Bijlage 7: Stichting Duin\n\n1.1 Bouwen.\n1.2 Slopen.\n"

    assert rules_in(read_document(text.encode(), "a.txt")).count("number_outside_theme") == 2


def test_labels_that_mean_nothing_here_stay_in_the_text(agreements_in):
    text = "1. Wonen\n\nDoel: Rust.\n\n1.1 Bouwen.\n\nActies: Veel doen.\n\nCommunicatie\n\nDoel: Nog een doel.\n\n- Doel: in een lijst\n"

    agreement = agreements_in(read_document(text.encode(), "a.txt"))["1.1"]

    assert agreement.text.split("\n")[-4:] == [
        "Acties: Veel doen.",
        "Communicatie",
        "Doel: Nog een doel.",
        "- Doel: in een lijst",
    ]


def test_a_list_under_a_goal_belongs_to_the_goal():
    text = "# Afspraken\n\n## Wonen\n\nDoel:\n\n- Rust\n- Ruimte\n\nAfspraken:\n\n- Bouwen\n  - in het dorp\n- Slopen\n\n## Zorg\n\nAfspraken:\n\n- Helpen\n"

    section = read_document(text.encode(), "a.md").themes[0].sections[0]

    assert section.goal == "- Rust\n- Ruimte"
    assert [one.text for one in section.agreements] == ["Bouwen\n- in het dorp", "Slopen"]


def test_parties_come_from_a_sentence_or_from_the_line_below():
    head = "Prestatieafspraken\n\nPartijen:\n\nGemeente Duin, corporatie Zand en huurdersraad Zand; gemeente Duin\n\n1. Wonen\n\n1.1 Bouwen.\n"

    parties = read_document(head.encode(), "a.txt").parties

    assert [party.kind for party in parties] == ["municipality", "corporation", "tenants"]


def test_a_list_of_parties_may_end_the_opening():
    head = "Partijen:\n- Gemeente Duin\n- Zorggroep Strand\n\n1. Wonen\n\n1.1 Bouwen.\n"

    parties = read_document(head.encode(), "a.txt").parties

    assert [(party.name, party.kind) for party in parties] == [
        ("Gemeente Duin", "municipality"),
        ("Zorggroep Strand", "other"),
    ]


def test_dates_in_figures_are_read_and_impossible_ones_are_not():
    text = "Ingangsdatum: 1-3-2022\nEinddatum: 45 mei 2023\n\n1. Wonen\n\n1.1 Bouwen.\n"

    dates = read_document(text.encode(), "a.txt").dates

    assert (dates.in_force_from, dates.in_force_until) == ("2022-03-01", None)


def test_a_lead_may_be_only_a_name_or_a_role():
    rows = "Hoofdthema:\tWonen\nSpeerpunt:\tRust\nTrekkers:\tP. van Dalen\nResultaat:\tPlan\nActies:\tPlan maken in mei 2022\nAfbakening:\tklein\n"

    project = read_document(f"1. Wonen\n\n1.1 Bouwen.\n\n{rows}".encode(), "a.txt").focus_projects[
        0
    ]

    assert [(lead.role, lead.name) for lead in project.leads] == [("", "P. van Dalen")]
    assert project.actions[0].periods == (("2022-05-01", "2022-06-01"),)


@pytest.mark.parametrize(
    "text",
    [
        "Samen bouwen, zegt de wethouder: Amsterdam is vol",
        "Wij doen drie dingen: Bouwen",
        "de kleine letter: Bouwen",
        "Wij letten op het volgende: Bouwen",
        "Eerst dit. Dan dat: Bouwen",
    ],
)
def test_a_sentence_with_a_colon_is_no_heading(text, agreements_in):
    document = read_document(f"1. Wonen\n\n1.1 {text}.\n".encode(), "a.txt")

    assert agreements_in(document)["1.1"].heading is None


def test_contents_without_numbers_are_only_set_aside(rules_in):
    text = "Wonen ...... 2\nZorg ...... 3\nGroen ...... 4\n\n1. Wonen\n\n1.1 Bouwen.\n"

    document = read_document(text.encode(), "a.txt")

    assert [u.kind for u in document.unplaced] == ["table_of_contents"] * 3
    assert "contents_without_theme" not in rules_in(document)


def test_actions_of_the_year_under_a_theme_are_no_part_of_the_last_agreement(
    agreements_in, rules_in
):
    text = (
        "# 1. Wonen\n\n1.1 Bouwen.\n\n## Acties 2025\n\n- Plan maken (Q1 2025)\n\nDaarna verder.\n\n"
        "# 2. Zorg\n\n2.1 Helpen.\n\n| Actie | Wanneer |\n|---|---|\n| Bellen | Q2 |\n\n2.2 Rijden.\n"
    )

    document = read_document(text.encode(), "a.md")

    texts = {number: one.text for number, one in agreements_in(document).items()}
    assert texts == {"1.1": "Bouwen.", "2.1": "Helpen.", "2.2": "Rijden."}
    apart = [one.text for one in document.unplaced if one.kind == "actions"]
    assert apart == ["- Plan maken (Q1 2025)", "Daarna verder.", "Bellen | Q2"]
    assert rules_in(document).count("actions_apart") == 2


def test_the_word_actions_within_an_agreement_stays_in_it(agreements_in):
    text = "1. Wonen\n\n1.1 Wij bouwen.\n\nActies:\n\n- plan maken\n\n1.2 Wij slopen.\n"

    document = read_document(text.encode(), "a.txt")

    assert agreements_in(document)["1.1"].text == "Wij bouwen.\nActies:\n- plan maken"


def test_a_table_of_actions_without_other_agreements_holds_the_agreements(agreements_in):
    text = "# Wonen\n\n| Nr | Actie | Wie | Wanneer |\n|---|---|---|---|\n| 1.1 | Bellen | Gemeente | Q2 |\n"

    document = read_document(text.encode(), "a.md")

    agreement = agreements_in(document)["1.1"]
    assert (agreement.text, agreement.responsible, agreement.deadline) == (
        "Bellen",
        "Gemeente",
        "Q2",
    )


def test_the_heading_above_a_form_belongs_to_the_form_and_gives_its_year(rules_in):
    form = "| Thema | Wonen |\n|---|---|\n| Speerpunt | {} |\n| Resultaat | Een plan |\n| Acties | Plan maken – Q3 |\n"
    text = (
        "# 1. Wonen\n\n1.1 Bouwen.\n\n# Bijlage: speerpunten\n\n## Bouwen (2024)\n\n"
        + form.format("Bouwen")
        + "\n## Slopen (2025)\n\n"
        + form.format("Slopen")
    )

    document = read_document(text.encode(), "a.md")

    moments = [project.actions[0].periods for project in document.focus_projects]
    assert moments == [(("2024-07-01", "2024-10-01"),), (("2025-07-01", "2025-10-01"),)]
    assert "not_placed" not in rules_in(document)
    assert document.quotes == ()


def test_a_step_that_a_form_tells_twice_is_one_action():
    text = (
        "| Thema | Wonen |\n|---|---|\n| Speerpunt | Bouwen |\n| Resultaat | Plan maken – Q3 2024 |\n"
        "| Acties | Plan maken – Q3 2024 |\n"
    )

    document = read_document(text.encode(), "a.md")

    assert [one.text for one in document.focus_projects[0].actions] == ["Plan maken – Q3 2024"]


def test_a_title_page_above_the_introduction_is_no_part_of_it():
    text = "Gemeente Dorp\n\nVersie 2\n\n# Inleiding\n\nWaarom wij dit doen.\n\n# 1. Wonen\n\n1.1 Bouwen.\n"

    document = read_document(text.encode(), "a.md")

    kinds = [(one.kind, one.text) for one in document.unplaced]
    assert kinds == [
        ("cover", "Gemeente Dorp"),
        ("cover", "Versie 2"),
        ("introduction", "Waarom wij dit doen."),
    ]


def test_parties_in_a_table_have_the_kind_of_their_row():
    text = "Afspraken tussen\n\n| Gemeente | Dorp |\n|---|---|\n| Corporaties | Wonen Dorp |\n\n1. Wonen\n\n1.1 Bouwen.\n"

    document = read_document(text.encode(), "a.md")

    named = [(party.name, party.kind) for party in document.parties]
    assert named == [("Dorp", "municipality"), ("Wonen Dorp", "corporation")]


@pytest.mark.parametrize(
    "content",
    [
        "1. Wonen\n\n1.1 Bouwen: Wij bouwen wo\u00adningen.\n".encode(),
        "1. Wonen\n\n1.1 Bouwen: Wij bouwen wo\u200bningen.\n".encode(),
        "\ufeff1. Wonen\r\n\r\n1.1\u00a0Bouwen: Wij bouwen woningen.\r\n".encode(),
        "1. Wonen\r\n\r\n1.1 Bouwen: Wij bouwen woningen.\r\n".encode("utf-16"),
    ],
    ids=["soft hyphen", "zero-width space", "mark, CRLF and NBSP", "UTF-16"],
)
def test_signs_that_nobody_sees_do_not_stand_in_the_words(content, agreements_in):
    agreement = agreements_in(read_document(content, "a.txt"))["1.1"]

    assert (agreement.heading, agreement.text) == ("Bouwen", "Wij bouwen woningen.")


def test_a_letter_and_its_loose_accent_become_one_sign(agreements_in):
    content = "1. Zorg\n\n1.1 Elke cli\u0065\u0308nt telt.\n".encode()

    assert agreements_in(read_document(content, "a.txt"))["1.1"].text == "Elke cliënt telt."
