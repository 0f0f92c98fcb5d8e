"""Every room has its sign, every public function of core and services its docstring."""

import ast

FORBIDDEN = {"utils", "helpers", "common", "misc"}


def test_every_package_says_what_it_is(root):
    packages = (root / "src/drieluik").rglob("__init__.py")

    silent = [
        str(path.relative_to(root))
        for path in packages
        if "migrations" not in path.parts and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert silent == []


def test_every_public_function_of_core_reports_and_services_is_explained(root, sources):
    silent = []
    for path in sources:
        place = path.relative_to(root / "src/drieluik").as_posix()
        if not (place.startswith(("core/", "reports/")) or place.endswith("services.py")):
            continue
        silent += [
            f"{place}: {node.name}"
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.FunctionDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]

    assert silent == []


def test_no_module_has_a_name_that_says_nothing(root, sources):
    assert [str(path) for path in sources if path.stem in FORBIDDEN] == []
