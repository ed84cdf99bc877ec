"""Sentences that planning wrote in the language of its day become codes; sentences nobody knows any more stay."""

import re

from django.conf import settings
from django.db import migrations
from django.utils import translation

WORDS = {
    "empty": "Nobody stands in this shift.",
    "no_police": "A squad that may enforce needs at least one police officer.",
    "alone": "A squad that may enforce needs at least two people.",
    "busy": "%(name)s stands in another shift at that time.",
}


def patterns():
    """(code, pattern of its sentence) in every language of the site."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for code, words in WORDS.items():
                before, name, after = translation.gettext(words).partition("%(name)s")
                yield (
                    code,
                    re.compile(re.escape(before) + ("(?P<name>.+)" if name else "") + re.escape(after)),
                )


def code_of(sentence, known):
    for code, pattern in known:
        if found := pattern.fullmatch(sentence):
            return {"code": code, **found.groupdict()}
    return {"text": sentence}


def to_codes(apps, schema_editor):
    shifts = apps.get_model("patrols", "Shift")
    known = list(patterns())
    for shift in shifts.objects.exclude(problems=[]).only("problems").iterator(1000):
        shift.problems = [
            code_of(problem, known) if isinstance(problem, str) else problem for problem in shift.problems
        ]
        shift.save(update_fields=["problems"])


def to_sentences(apps, schema_editor):
    shifts = apps.get_model("patrols", "Shift")
    with translation.override(settings.LANGUAGE_CODE):
        for shift in shifts.objects.exclude(problems=[]).only("problems").iterator(1000):
            shift.problems = [
                translation.gettext(WORDS[problem["code"]]) % problem
                if "code" in problem
                else problem["text"]
                for problem in shift.problems
            ]
            shift.save(update_fields=["problems"])


class Migration(migrations.Migration):
    dependencies = [("patrols", "0008_shift_problems_as_json")]
    operations = [migrations.RunPython(to_codes, to_sentences)]
