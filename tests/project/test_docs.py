"""What exists is written down: models, environment variables, commands, API operations, signals."""

import re

import pytest
from django.apps import apps
from django.dispatch import Signal

from tests.project.source import DOCS, SRC, python_files

CAMEL = re.compile(r"`([a-z_]+\.[A-Z]\w+)`")


def rows(file: str) -> list[list[str]]:
    """Cells of every table row of a page, headings and rulers left out."""
    lines = [line for line in (DOCS / file).read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [row for index, row in enumerate(cells) if not row[0].startswith("---") and not _is_heading(cells, index)]


def _is_heading(cells: list[list[str]], index: int) -> bool:
    return index + 1 < len(cells) and cells[index + 1][0].startswith("---")


def all_docs() -> str:
    return "\n".join(file.read_text("utf-8") for file in sorted(DOCS.rglob("*.md")))


def test_glossary_names_every_model():
    ours = {model for model in apps.get_models() if model.__module__.startswith("pekppp.")}
    named = {name for row in rows("glossary.md") for cell in row for name in CAMEL.findall(cell)}

    apps_named = {name for name in named if name.split(".")[0] in {model._meta.app_label for model in ours}}
    assert sorted(apps_named) == sorted(f"{model._meta.app_label}.{model.__name__}" for model in ours)


def test_glossary_gives_every_official_noun_its_source_and_meaning():
    official = [row for row in rows("glossary.md") if len(row) != 2]

    assert [row for row in official if len(row) != 4 or not all(row)] == []


def test_configuration_names_every_environment_variable():
    read = {name for file in python_files("src") for name in re.findall(r"PEKPPP_[A-Z_]+", file.read_text("utf-8"))}

    assert sorted(row[0].strip("`") for row in rows("configuration.md")) == sorted(read)


def test_docs_name_every_command_of_the_product():
    from pekppp.config.cli import TEXTS

    named = all_docs()

    assert [name for name in TEXTS if f"`pekppp {name}" not in named] == []


def test_docs_name_every_management_command():
    commands = {file.stem for file in SRC.glob("pekppp/*/management/commands/[a-z]*.py")}

    named = all_docs()

    assert [name for name in commands if f"`pekppp manage {name}" not in named] == []


def test_docs_name_every_api_operation(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    operations = [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]

    named = all_docs()

    assert [operation for operation in operations if f"`{operation}`" not in named] == []


def test_architecture_lists_every_signal():
    from importlib import import_module

    modules = [import_module(f"pekppp.{file.parent.name}.signals") for file in SRC.glob("pekppp/*/signals.py")]
    defined = {
        f"{module.__name__.split('.')[1]}.{name}"
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Signal)
    }

    listed = {row[0].strip("`") for row in rows("architecture.md") if len(row) == 3 and "`" in row[0]}
    assert listed == defined


@pytest.mark.parametrize("file", sorted(DOCS.rglob("*.md")), ids=lambda file: file.name)
def test_page_of_docs_has_one_title(file):
    titles = [line for line in file.read_text("utf-8").splitlines() if line.startswith("# ")]

    assert len(titles) == 1
