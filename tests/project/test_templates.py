"""Pages obey the content security policy, need nobody else's server, and can be translated."""

import re
from pathlib import Path

import pytest

from tests.project.source import SRC, short

TEMPLATES = sorted(SRC.rglob("*.html"))
BROWSER_FILES = sorted(file for suffix in ("js", "css", "svg") for file in SRC.rglob(f"*.{suffix}"))
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}  # names, never fetched
FORBIDDEN = {
    "script without src": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "hx-on handler": re.compile(r"\shx-on[:=-]", re.IGNORECASE),
    "javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
SPEAKS = re.compile(r"[A-Za-z]{3,}")  # a text with a word in it
PROPER_NAMES = re.compile(r"\b(?:PEKPPP|IPP|SHA-256|English|Bahasa Indonesia)\b")  # the same in every language
LAST_RESORT = "500.html"  # shown when nothing works, so in one language


@pytest.mark.parametrize("file", TEMPLATES, ids=short)
def test_template_has_nothing_inline(file):
    text = re.sub(r"\{#.*?#\}", "", file.read_text("utf-8"))

    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("file", TEMPLATES + BROWSER_FILES, ids=short)
def test_file_names_no_foreign_address(file):
    text = file.read_text("utf-8")

    found = re.findall(r"(?:https?:)?//(?:[\w-]+\.)+[a-z]{2,}[^\s\"')<]*", text)

    assert [address for address in found if address not in NAMESPACES] == []


@pytest.mark.parametrize("file", [file for file in TEMPLATES if file.name != LAST_RESORT], ids=short)
def test_template_marks_its_texts(file):
    text = file.read_text("utf-8")
    text = re.sub(r"\{%\s*(blocktranslate|comment)\b.*?\{%\s*end\1\s*%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)

    attributes = re.findall(r"\s(?:aria-label|title|placeholder|alt)=(?:\"([^\"]*)\"|'([^']*)')", text)
    between = re.split(r"<[^>]*>", text)
    shown = [part.strip() for part in (*between, *(first or second for first, second in attributes))]

    assert [part for part in shown if SPEAKS.search(PROPER_NAMES.sub("", part))] == []


@pytest.mark.parametrize("file", [file for file in TEMPLATES if "{{" in file.read_text("utf-8")], ids=short)
def test_template_says_which_variables_it_needs(file):
    first_lines = "\n".join(file.read_text("utf-8").splitlines()[:4])

    assert "{#" in first_lines


@pytest.mark.parametrize("file", [file for file in TEMPLATES if "partialdef" in file.read_text("utf-8")], ids=short)
def test_template_closes_its_partials(file):
    text = Path(file).read_text("utf-8")

    assert len(re.findall(r"\{%\s*partialdef\b", text)) == len(re.findall(r"\{%\s*endpartialdef\b", text))
