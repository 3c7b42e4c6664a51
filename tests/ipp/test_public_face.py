import ast
from pathlib import Path

import ipp


def test_all_lists_exactly_the_imported_names():
    tree = ast.parse(Path(ipp.__file__).read_text("utf-8"))
    imported = {
        alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }

    assert set(ipp.__all__) == imported
    assert len(ipp.__all__) == len(imported)


def test_package_uses_no_float_no_clock_and_nothing_of_the_product():
    forbidden = {"django", "pekppp", "time", "datetime", "random", "statistics"}
    trees = [ast.parse(file.read_text("utf-8")) for file in Path(ipp.__file__).parent.glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]

    modules = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {str(node.module).split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}
    floats = [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    assert modules & forbidden == set()
    assert floats == []
    assert not any(isinstance(node, ast.Name) and node.id == "float" for node in nodes)
