"""Message catalogues: `python -m tools.messages` collects and compiles, `--check` fails on anything untranslated.

English is the language of the source, so its catalogue repeats the source; `--fill FILE` takes Chinese from a JSON file
of {source text: translation}.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("zh_Hans", "en")
IGNORE = ("var/*", "tests/*", "bench/*", "drills/*", "tools/*", "static/vendor/*")


def catalogue(locale: str) -> Path:
    return ROOT / "locale" / locale / "LC_MESSAGES" / "django.po"


def collect() -> None:
    for locale in LOCALES:
        catalogue(locale).parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "manage.py", "makemessages", "--no-location", "--no-obsolete"]
    for locale in LOCALES:
        command += ["-l", locale]
    for pattern in IGNORE:
        command += ["-i", pattern]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def fill(chinese: dict[str, str]) -> None:
    for locale in LOCALES:
        po = polib.pofile(str(catalogue(locale)), wrapwidth=110)
        for entry in po:
            if locale == "en":
                _repeat_source(entry)
            else:
                _translate(entry, chinese)
        po.metadata["Language"] = locale
        po.metadata["Plural-Forms"] = (
            "nplurals=2; plural=(n != 1);" if locale == "en" else "nplurals=1; plural=0;"
        )
        for volatile in ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team"):
            po.metadata.pop(volatile, None)
        po.save()
        po.save_as_mofile(str(catalogue(locale).with_suffix(".mo")))


def _repeat_source(entry: polib.POEntry) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]


def _translate(entry: polib.POEntry, chinese: dict[str, str]) -> None:
    known = chinese.get(f"{entry.msgctxt}|{entry.msgid}" if entry.msgctxt else entry.msgid)
    if known is None and entry.msgctxt:
        known = chinese.get(entry.msgid)
    if known is not None:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: known}
        else:
            entry.msgstr = known
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    elif "fuzzy" in entry.flags:
        entry.flags.remove("fuzzy")
        entry.msgstr = ""


PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def faults() -> list[str]:
    found = []
    for locale in LOCALES:
        po = polib.pofile(str(catalogue(locale)))
        found += [f"{locale}: untranslated: {entry.msgid!r}" for entry in po.untranslated_entries()]
        found += [f"{locale}: fuzzy: {entry.msgid!r}" for entry in po.fuzzy_entries()]
        for entry in po.translated_entries():
            texts = [entry.msgstr, *entry.msgstr_plural.values()]
            wanted = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
            if wanted != set(PLACEHOLDER.findall("".join(texts))):
                found.append(f"{locale}: placeholders differ: {entry.msgid!r}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--fill", type=Path)
    options = parser.parse_args()
    if options.check:
        before = {locale: _texts(locale) for locale in LOCALES}
        contents = {locale: catalogue(locale).read_bytes() for locale in LOCALES}
        collect()
        missing = [
            f"{locale}: not in the catalogue: {text!r}"
            for locale in LOCALES
            for text in sorted(_texts(locale) - before[locale])
        ]
        for locale in LOCALES:
            catalogue(locale).write_bytes(contents[locale])
        found = missing + faults()
    else:
        collect()
        fill(json.loads(options.fill.read_text()) if options.fill else {})
        found = faults()
    for fault in found:
        print(fault)
    print(f"{len(found)} faults in the catalogues of {', '.join(LOCALES)}")
    return 1 if found else 0


def _texts(locale: str) -> set[str]:
    return {f"{entry.msgctxt or ''}|{entry.msgid}" for entry in polib.pofile(str(catalogue(locale)))}


if __name__ == "__main__":
    sys.exit(main())
