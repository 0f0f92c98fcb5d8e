"""An app enters another app only by its front doors; views and API never see models or frames."""

import ast

CLOSED = {"models", "migrations"}


def _only_for_types(node):
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _nodes(tree):
    for node in ast.iter_child_nodes(tree):
        if not _only_for_types(node):
            yield node
            yield from _nodes(node)


def _imports(path):
    for node in _nodes(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def _app_of(module):
    parts = module.split(".")
    return parts[2] if parts[:2] == ["drieluik", "apps"] and len(parts) > 3 else None


def test_apps_enter_each_other_by_the_front_door(root, sources):
    wrong = []
    for path in sources:
        place = path.relative_to(root / "src").with_suffix("").parts
        if place[:2] != ("drieluik", "apps") or len(place) < 4:
            continue
        for module in _imports(path):
            app, door = _app_of(module), module.split(".")[3:4]
            if app in (None, place[2]) or not door:
                continue
            own_models = place[3] == "models" and door == ["models"]
            if door[0] in CLOSED and not own_models:
                wrong.append(f"{'/'.join(place)} -> {module}")

    assert wrong == []


def test_views_and_api_know_no_models_and_no_frames(root, sources):
    banned = ("polars", "ibis", "duckdb", "pandas")
    wrong = []
    for path in sources:
        place = path.relative_to(root / "src").with_suffix("").parts
        is_page = place[:2] == ("drieluik", "apps") and {"views", "api", "forms"} & set(place[3:])
        if not is_page:
            continue
        wrong += [
            f"{'/'.join(place)} -> {module}"
            for module in _imports(path)
            if module.split(".")[0] in banned or (place[-1] != "forms" and ".models" in module)
        ]

    assert wrong == []
