"""Every screen text is translated, and what the catalogues hold reaches the pages."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from tests.project.source import ROOT, short

SCRIPT = ROOT / "tools/messages.py"
CATALOGUES = sorted(ROOT.glob("src/pekppp/locale/*/LC_MESSAGES/django.po"))
WRONG = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "kosong"
msgstr ""

#, fuzzy
msgid "kira-kira"
msgstr "about"

msgid "ada %(count)s"
msgstr "there is"

msgid "lama"
msgstr "old"
"""


def run(script: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, check=False)


def singular_texts(file: Path) -> dict[str, str]:
    """The catalogue's texts without plural, each with its translation."""
    with file.open("rb") as handle:
        return {message.id: message.string for message in read_po(handle) if message.id and not message.pluralizable}


@pytest.fixture
def copy(tmp_path):
    """The script in a project with one page and a catalogue that has every fault."""
    script = tmp_path / "tools/messages.py"
    page = tmp_path / "src/pekppp/portal/templates/page.html"
    catalogue = tmp_path / "src/pekppp/locale/en/LC_MESSAGES/django.po"
    for file in (script, page, catalogue):
        file.parent.mkdir(parents=True)
    shutil.copy(SCRIPT, script)
    page.write_text(
        '{% translate "kosong" %}{% translate "kira-kira" %}\n  {% translate "baru" %}\n'
        " {% blocktranslate %}ada {{ count }}{% endblocktranslate %}"
    )
    catalogue.write_text(WRONG)
    return script


def test_every_text_is_translated():
    done = run(SCRIPT, "--check")

    assert (done.returncode, done.stdout) == (0, "every text is translated\n"), done.stdout + done.stderr


def test_check_names_every_fault(copy):
    done = run(copy, "--check")

    assert done.returncode == 1
    assert sorted(done.stdout.splitlines()) == [
        "en: fuzzy: 'kira-kira'",
        "en: missing: 'baru'",
        "en: obsolete: 'lama'",
        "en: other placeholders: 'ada %(count)s'",
        "en: untranslated: 'kosong'",
    ]


def test_update_keeps_translations_and_drops_what_is_obsolete(copy):
    run(copy)

    catalogue = copy.parents[1] / "src/pekppp/locale/en/LC_MESSAGES/django.po"
    with catalogue.open("rb") as handle:
        strings = {message.id: (message.string, message.fuzzy) for message in read_po(handle) if message.id}
    assert strings == {
        "ada %(count)s": ("there is", False),
        "baru": ("", False),
        "kira-kira": ("about", True),
        "kosong": ("", False),
    }
    first = catalogue.read_bytes()
    run(copy)
    assert catalogue.read_bytes() == first


@pytest.mark.parametrize("file", CATALOGUES, ids=short)
def test_catalogue_is_compiled_as_it_stands(file):
    written = singular_texts(file)

    with translation.override(file.parts[-3]):
        used = {text: translation.gettext(text) for text in written}

    assert used == written, "run tools/setup"


@pytest.mark.parametrize("file", CATALOGUES, ids=short)
def test_indonesian_pages_show_the_text_of_the_source(file):
    """A text of ours that is also an English text of Django's would come out in Django's Indonesian."""
    texts = singular_texts(file)

    with translation.override("id"):
        assert [text for text in texts if translation.gettext(text) != text] == []


@pytest.mark.parametrize(("count", "text"), [(1, "mean of 1 unit"), (2, "mean of 2 units")])
def test_english_tells_one_from_several(count, text):
    source = "rata-rata %(count)s unit"

    with translation.override("en"):
        assert translation.ngettext(source, source, count) % {"count": count} == text
