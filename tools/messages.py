"""Collect the screen texts of src/pekppp in its catalogues, src/pekppp/locale/<language>/LC_MESSAGES/django.po.

messages.py          brings every catalogue up to date and names what remains to be translated
messages.py --check  changes nothing; names what is missing, untranslated, fuzzy or obsolete, and then ends with 1

Django's own makemessages needs GNU gettext; this needs Babel alone. tools/setup compiles the catalogues.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/pekppp"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z%]")
# Fixed, without dates and versions: a catalogue changes when a text does.
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms};\\n"

"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Keep the translations of the screen texts.")
    parser.add_argument("--check", action="store_true", help="change nothing; end with 1 when anything is wrong")
    check = parser.parse_args().check
    found, wrong = collected(), []
    for file in sorted(SOURCE.glob("locale/*/LC_MESSAGES/django.po")):
        language = file.parts[-3]
        catalogue = read_catalogue(file, language)
        if not check:
            catalogue = updated(found, catalogue)
            file.write_bytes(catalogue_text(catalogue, language))
        wrong += [f"{language}: {fault}" for fault in faults(found, catalogue)]
    print("\n".join(wrong) or "every text is translated")
    return 1 if check and wrong else 0


def collected() -> Catalog:
    """Every text of the product with the files that show it."""
    found = Catalog()
    for file in sorted(SOURCE.rglob("*")):
        if file.suffix in {".py", ".html", ".txt"}:
            place = (file.relative_to(ROOT).as_posix(), 0)
            for text, context in texts_of(file):
                found.add(text, locations=[place], context=context)
    return found


def texts_of(file: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """The texts that a file marks, each with its context or None; singular and plural as a pair."""
    code = file.read_text("utf-8")
    if file.suffix != ".py":
        # What Django makes of a template is calls between blanked text; its indentation is no Python.
        code = "\n".join(line.lstrip() for line in templatize(code, origin=str(file)).splitlines())
    for _line, text, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
        yield text, context


def read_catalogue(file: Path, language: str) -> Catalog:
    """The catalogue as it stands; a broken file raises PoFileError."""
    with file.open("rb") as handle:
        return read_po(handle, locale=language, abort_invalid=True)


def updated(found: Catalog, old: Catalog) -> Catalog:
    """The texts that are found, with the old translations; nothing else."""
    new = Catalog(locale=old.locale)
    for message in found:
        if message.id:
            known = old.get(message.id, message.context)
            kept = known if known and known.pluralizable == message.pluralizable else Message(message.id)
            flags = {"fuzzy"} & kept.flags
            new.add(message.id, kept.string, message.locations, flags, context=message.context)
    return new


def catalogue_text(catalogue: Catalog, language: str) -> bytes:
    """The file's content, in the order of the texts, so that a moved text does not move in the catalogue."""
    file = io.BytesIO()
    file.write(HEADER.format(language=language, plural_forms=catalogue.plural_forms.rstrip(";")).encode())
    write_po(file, catalogue, width=120, omit_header=True, sort_output=True, include_lineno=False)
    return file.getvalue()


def faults(found: Catalog, catalogue: Catalog) -> list[str]:
    """What is wrong with each text, one line for each."""
    lines = []
    for message in found:
        if message.id:
            known = catalogue.get(message.id, message.context)
            lines += [f"{fault}: {name(message)!r}" for fault in message_faults(message, known)]
    used = {key(message) for message in found}
    kept = [message for message in catalogue if key(message) not in used]
    return lines + [f"obsolete: {name(message)!r}" for message in [*kept, *catalogue.obsolete.values()]]


def message_faults(message: Message, known: Message | None) -> Iterator[str]:
    """Words for what is wrong with the translation *known* of *message*."""
    if known is None or known.pluralizable != message.pluralizable:
        yield "missing"
        return
    sources = message.id if message.pluralizable else (message.id,)
    strings = known.string if message.pluralizable else (known.string,)
    if not all(strings):
        yield "untranslated"
    elif any(placeholders(string) != placeholders(sources[-1]) for string in strings):
        yield "other placeholders"
    if known.fuzzy:
        yield "fuzzy"


def placeholders(text: str) -> list[str]:
    """What a text leaves open, e.g. ["%(count)s"], in any order."""
    return sorted(PLACEHOLDER.findall(text))


def key(message: Message) -> tuple[str, str | None]:
    return name(message), message.context


def name(message: Message) -> str:
    """The singular."""
    return message.id[0] if message.pluralizable else message.id


if __name__ == "__main__":
    sys.exit(main())
