"""Who may import whom, how long a file may be, what may stand in the repository."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.project.source import ROOT, imports, project_files, python_files, short

SCRIPTS = Path(sys.executable).parent
PRIVATE = {"urls", "views", "forms", "receivers", "tasks", "management"}
IPP_MAY_IMPORT = {"ipp", "jsonschema", "yaml"} | set(sys.stdlib_module_names)
TEXT = {
    "",
    ".cfg",
    ".css",
    ".html",
    ".ini",
    ".js",
    ".json",
    ".lock",
    ".md",
    ".po",
    ".py",
    ".sh",
    ".toml",
    ".txt",
    ".typ",
}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|work|Users|mnt)/[\w.-]+|[A-Z]:\\\\Users")


def test_import_contracts_hold():
    done = subprocess.run(
        [SCRIPTS / "lint-imports", "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


def test_ipp_passes_mypy_strict():
    done = subprocess.run(
        [SCRIPTS / "mypy", "--strict", "-p", "ipp"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", python_files("src/ipp"), ids=short)
def test_ipp_imports_only_the_standard_library_yaml_and_jsonschema(file):
    assert {name.split(".")[0] for name in imports(file)} - IPP_MAY_IMPORT == set()


@pytest.mark.parametrize("file", python_files("src/pekppp"), ids=short)
def test_app_uses_only_the_public_face_of_another(file):
    app = file.relative_to(ROOT / "src/pekppp").parts[0]

    foreign = [name.split(".") for name in imports(file) if name.startswith("pekppp.")]

    hidden = [".".join(name) for name in foreign if len(name) > 2 and name[1] != app and name[2] in PRIVATE]
    assert [name for name in hidden if not (app == "config" and name.startswith("pekppp.common."))] == []


@pytest.mark.parametrize("file", python_files("src", "tests", "tools"), ids=short)
def test_file_is_short_enough(file):
    limit = 600 if file.is_relative_to(ROOT / "tests") else 500

    assert len(file.read_text("utf-8").splitlines()) <= limit


def test_ipp_score_fits_on_a_few_pages():
    assert len((ROOT / "src/ipp/_score.py").read_text("utf-8").splitlines()) < 200


def test_readme_is_short():
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 150


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_project_files_hold_no_machine_path():
    texts = {file: file.read_text("utf-8") for file in project_files() if file.suffix in TEXT}

    found = {short(file): MACHINE_PATH.findall(text) for file, text in texts.items() if MACHINE_PATH.search(text)}

    assert found == {}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "package-lock.json"])
def test_lock_names_no_host(name):
    lines = (ROOT / name).read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if '"url":' not in line)  # where a package asks for donations

    assert re.findall(r"https?://[^\s\"]+|\"resolved\"|--(?:extra-)?index-url", text) == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_pins_every_package_by_hash(name):
    requirements = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8"))

    pinned = [text for text in requirements if not text.startswith("#")]
    assert [text.split("\n")[0] for text in pinned if text.strip() and "--hash=sha256:" not in text] == []


def test_uv_lock_is_not_committed():
    assert not (ROOT / "uv.lock").exists()
