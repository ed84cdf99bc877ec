"""docs/glossary.md out of the code: what each model, field and choice is called in Chinese and in English.

`python -m tools.glossary` writes it, from compiled catalogues (./run messages); `--check` says whether it is
what the code says.
"""

import argparse
import importlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import Promise

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "glossary.md"
#: Ground floor first, as a newcomer reads the house.
ROOMS = (
    "jurisdiction",
    "ledger",
    "papers",
    "notices",
    "patrols",
    "antifraud",
    "disputes",
    "hazards",
    "command",
)
HEAD = """\
# 术语表 · Glossary

<!-- Made by `python -m tools.glossary` from the code; change the words there (and in locale/), not here. -->

代码里用的英文词、界面上的中文词，一一对应；先列表（模型与字段），后选项。
Every word of the code beside its word on the screen: models with their fields first, then choices.
"""
#: Keys and Django's own switches: nobody speaks of them.
UNNAMED = frozenset({"id", "password", "last_login", "is_superuser"})
COLUMNS = "\n| 中文 | English | code |\n|---|---|---|\n"


def row(text: str | Promise, code: str) -> str:
    """One line of a table."""
    words = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            words.append(str(text).replace("|", "\\|"))
    return f"| {words[0]} | {words[1]} | `{code}` |\n"


def of_models(room: str) -> Iterator[str]:
    for model in sorted(apps.get_app_config(room).get_models(), key=lambda found: found.__name__):
        yield f"\n### {model.__name__}\n{COLUMNS}"
        yield row(model._meta.verbose_name or model.__name__, model.__name__)
        for field in model._meta.concrete_fields:
            if field.name not in UNNAMED:
                yield row(field.verbose_name, f"{model.__name__}.{field.name}")


def of_choices(room: str) -> Iterator[str]:
    if importlib.util.find_spec(f"{room}.choices") is None:
        return
    for name, found in vars(importlib.import_module(f"{room}.choices")).items():
        if isinstance(found, type) and issubclass(found, TextChoices) and found is not TextChoices:
            yield f"\n### {name}\n{COLUMNS}"
            for choice in found:
                yield row(choice.label, f"{name}.{choice.name}")


def page() -> str:
    """The whole page as it should stand."""
    parts = [HEAD]
    for room in ROOMS:
        parts += [f"\n## {title(room)} · {room}\n", *of_models(room), *of_choices(room)]
    return "".join(parts)


def title(room: str) -> str:
    with translation.override("zh-hans"):
        return str(apps.get_app_config(room).verbose_name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    wanted = page()
    if not parser.parse_args().check:
        PAGE.write_text(wanted)
    elif not PAGE.exists() or PAGE.read_text() != wanted:
        print("docs/glossary.md is not what the code says: python -m tools.glossary")
        return 1
    print("docs/glossary.md is what the code says")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prevention.settings.test")
    os.environ.setdefault("DATABASE_URL", "postgis://nobody:nobody@127.0.0.1:9/none")
    django.setup()
    sys.exit(main())
