"""The contract of allowed imports, on hand-made graphs."""

from grimp import ImportGraph

from tools.import_contracts import AllowList


def graph_of(*imports: tuple[str, str]) -> ImportGraph:
    graph = ImportGraph()
    for importer, imported in imports:
        graph.add_import(importer=importer, imported=imported)
    return graph


def found(graph: ImportGraph, *allowed: str, importers=("grader.runner",)) -> list[tuple[str, str]]:
    options = {"importers": list(importers), "allowed": list(allowed)}
    contract = AllowList("a test", {"root_packages": ["grader"]}, options)
    check = contract.check(graph, verbose=False)
    assert check.kept == (not check.metadata["found"])
    return check.metadata["found"]


def test_an_import_that_is_not_on_the_list_is_found():
    graph = graph_of(("grader.runner", "numpy"), ("grader.runner", "grader.judge"))
    assert found(graph, "numpy") == [("grader.runner", "grader.judge")]


def test_a_module_below_an_importer_is_checked_too():
    graph = graph_of(("grader.runner.deep.main", "click"))
    graph.add_module("grader.runner")
    graph.add_module("grader.runner.deep")
    assert found(graph) == [("grader.runner.deep.main", "click")]


def test_a_module_beside_an_importer_is_not_checked():
    graph = graph_of(("grader.cli", "click"))
    graph.add_module("grader.runner")
    assert found(graph) == []


def test_importers_may_import_each_other_and_the_standard_library():
    graph = graph_of(("grader.runner.main", "grader.runner.output"), ("grader.runner.main", "json"))
    graph.add_module("grader.runner")
    assert found(graph) == []


def test_a_star_stands_for_the_modules_of_a_package_and_nothing_deeper():
    graph = graph_of(
        ("grader.runner", "grader.protocol.wire"),
        ("grader.runner", "grader.protocol.deep.wire"),
        ("grader.runner", "grader.protocols.wire"),
        ("grader.runner", "grader.protocol"),
    )
    assert found(graph, "grader.protocol.*") == [
        ("grader.runner", "grader.protocol"),
        ("grader.runner", "grader.protocol.deep.wire"),
        ("grader.runner", "grader.protocols.wire"),
    ]


def test_a_broken_contract_names_every_import(capsys):
    graph = graph_of(("grader.runner", "click"), ("grader.runner", "rich"))
    contract = AllowList("a test", {}, {"importers": ["grader.runner"], "allowed": []})
    contract.render_broken_contract(contract.check(graph, verbose=False))
    told = capsys.readouterr().out
    assert "grader.runner imports click, which is not on the list." in told
    assert "grader.runner imports rich, which is not on the list." in told
