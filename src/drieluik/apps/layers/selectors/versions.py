"""One version: what was read of its file, and its figures."""

from uuid import UUID

from drieluik.apps.areas.selectors import area_names
from drieluik.apps.audit.remembering import remembered
from drieluik.apps.layers import wording
from drieluik.apps.layers.models import Version
from drieluik.apps.layers.rows import CardRow, FigureRow, LayerRow, Preview, VersionRow
from drieluik.apps.layers.selectors.layers import kept_versions, may_see_version, version_row
from drieluik.apps.layers.stored import figures_of
from drieluik.apps.organisations.actors import Actor
from drieluik.core.geography.reading.exchange import findings_from_json
from drieluik.core.layers import AreaValue


def find_version(*, layer: LayerRow, version_id: UUID, actor: Actor) -> VersionRow | None:
    """Return a version of a layer as far as a reader may see it; see ``may_see_version``."""
    found = kept_versions().filter(layer_id=layer.layer_id, id=version_id).first()
    row = version_row(found) if found is not None else None
    return row if row is not None and may_see_version(layer, row, actor) else None


def preview_of(version: VersionRow) -> Preview:
    """Return what was read of the file of a version."""
    found = Version.objects.get(id=version.version_id)
    report = found.report
    return Preview(
        source_name=report.get("source_name", ""),
        column=report.get("column", ""),
        code_column=report.get("code_column", ""),
        candidates=tuple(report.get("candidates", ())),
        n_rows=report.get("n_rows", 0),
        n_points=report.get("n_points"),
        left_out=report.get("left_out", {}),
        findings=findings_from_json(report.get("findings", [])),
        values=figures_of(found.figures),
    )


@remembered
def values_of(version_id: UUID) -> tuple[AreaValue, ...]:
    """Return the figures of a version, in order of code."""
    found = Version.objects.only("figures").get(id=version_id)
    return figures_of(found.figures)


def figures_of_version(layer: LayerRow, version: VersionRow, card: CardRow) -> list[FigureRow]:
    """Return the figures of a version with names and words, by name of the area."""
    values = values_of(version.version_id)
    form = wording.form_of(card, values)
    names = area_names(municipality_id=layer.municipality_id, level=card.level, year=version.year)
    rows = [
        FigureRow(
            code=one.code,
            name=names.get(one.code, one.code),
            value=one.value,
            text=one.text,
            missing=str(one.missing or ""),
            words=wording.figure_words(one, form),
        )
        for one in values
    ]
    return sorted(rows, key=lambda row: row.name.casefold())
