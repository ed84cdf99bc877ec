"""What planning could not settle is stored as codes and read in the reader's language."""

import datetime
import importlib
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from jurisdiction.models import Officer
from patrols.models import Shift
from patrols.operations.planning import plan_shifts
from patrols.operations.shifts import set_members
from tests.cast import Cast, at
from tests.patrols.helpers import EVENING

pytestmark = pytest.mark.django_db
migration = importlib.import_module("patrols.migrations.0009_shift_problems_as_codes")
BUSY = "%(name)s stands in another shift at that time."
EMPTY = "Nobody stands in this shift."


@pytest.fixture
def shift(cast: Cast) -> Shift:
    plan_shifts(at=EVENING, only=cast.roster_a)
    return Shift.objects.get(squad=cast.squad_a, duty_date=datetime.date(2026, 9, 3))


def test_a_problem_is_told_in_the_language_of_its_reader_not_of_the_planner(cast: Cast, shift: Shift) -> None:
    with translation.override("zh-hans"):
        changed = set_members(
            shift_id=shift.pk,
            officers=[],
            volunteers=[],
            leader=None,
            at=at("2026-09-03 19:30"),
            by=cast.chief_a,
        )
    assert changed.problems == [{"code": "empty"}]
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert changed.problem_words == [gettext(EMPTY)]


def test_a_problem_names_whom_it_is_about(shift: Shift) -> None:
    shift.problems = [{"code": "busy", "name": "Officer A"}]
    with translation.override("en"):
        assert shift.problem_words == ["Officer A stands in another shift at that time."]


@pytest.mark.parametrize("page", ["shift_detail", "shift_list"])
def test_the_pages_show_words_not_codes(
    page: str, cast: Cast, shift: Shift, signed_in: Callable[[Officer], Client]
) -> None:
    Shift.objects.filter(pk=shift.pk).update(problems=[{"code": "busy", "name": "Officer A"}])
    url = reverse(f"patrols:{page}", args=[shift.pk] if page == "shift_detail" else [])
    query = {} if page == "shift_detail" else {"since": "2026-09-03", "until": "2026-09-03"}
    html = signed_in(cast.chief_a).get(url, query, headers={"Accept-Language": "en"}).content.decode()
    assert "Officer A stands in another shift at that time." in html


def test_sentences_of_older_rows_become_codes_in_either_language_and_unknown_ones_stay(
    shift: Shift,
) -> None:
    with translation.override("zh-hans"):
        chinese = [gettext(EMPTY), gettext(BUSY) % {"name": "Officer A"}]
    Shift.objects.filter(pk=shift.pk).update(problems=[*chinese, EMPTY, "the bridge is closed"])
    with connection.schema_editor() as editor:
        migration.to_codes(apps, editor)
    shift.refresh_from_db()
    assert shift.problems == [
        {"code": "empty"},
        {"code": "busy", "name": "Officer A"},
        {"code": "empty"},
        {"text": "the bridge is closed"},
    ]
    assert shift.problem_words[-1] == "the bridge is closed"
    with connection.schema_editor() as editor:
        migration.to_sentences(apps, editor)
    shift.refresh_from_db()
    assert shift.problems == [chinese[0], chinese[1], chinese[0], "the bridge is closed"]
