"""Three years after its closing a hazard keeps its place, kind and trail, and loses its words and pictures."""

import uuid
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models

from hazards.models import (
    Extension,
    Hazard,
    HazardPhoto,
    Inspection,
    Recheck,
    RectificationOrder,
    Sighting,
    Step,
    Transfer,
)
from hazards.operations import orders, steps, transfers
from hazards.operations.inspections import Found, record_inspection
from hazards.operations.retention import FORGOTTEN, apply_retention
from ledger.models import Entry
from tests.cast import Cast, at
from tests.hazards.helpers import (
    DAY,
    NOON,
    a_checklist,
    a_photo,
    a_recheck,
    a_report,
    a_shop,
    closed,
    picture,
)

pytestmark = pytest.mark.django_db
NOTHING = {"hazards": 0, "photos": 0, "inspections": 0}
SECRET = "张三家的后门"


def test_words_and_pictures_go_when_the_stored_day_has_come(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    found = closed(cast)
    other = a_report(cast, kind="lighting", words="still open")
    assert found.keep_until is not None
    names = [photo.original.name for photo in HazardPhoto.objects.filter(hazard=found)]
    assert names
    assert apply_retention(at=found.keep_until - DAY) == NOTHING
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's own
        assert apply_retention(at=found.keep_until) == {**NOTHING, "hazards": 1, "photos": len(names)}
    found.refresh_from_db()
    other.refresh_from_db()
    assert (found.words, found.closing_words, found.point) == (FORGOTTEN, "", None)
    assert found.forgotten_at == found.keep_until
    assert set(Sighting.objects.filter(hazard=found).values_list("words", flat=True)) == {FORGOTTEN}
    assert other.words == "still open"
    assert not [name for name in names if default_storage.exists(str(name))]
    assert apply_retention(at=found.keep_until) == NOTHING


def _eventful(cast: Cast) -> Hazard:
    """With the secret in every column of words, found again by who had re-inspected it, closed a second time."""
    version, shop = a_checklist(cast), a_shop(cast)
    done = record_inspection(
        record_id=uuid.uuid4(),
        place=shop,
        inspection_id=None,
        version=version,
        answers={"q1": "not_ok", "q2": "ok"},
        found=[Found("q1", SECRET)],
        words=SECRET,
        at=NOON,
        received_at=NOON,
        by=cast.officer_a,
    )
    found = done.findings.get().hazard
    who: dict[str, Any] = {"hazard_id": found.pk, "by": cast.leader_a}
    steps.assess(kind=found.kind, level="low", words=SECRET, at=NOON, **who)
    orders.order(demands=SECRET, addressee=SECRET, at=NOON, **who)
    asked = orders.ask_extension(reason=SECRET, until=at("2026-09-20 00:00"), at=NOON + DAY, **who)
    orders.decide_extension(extension_id=asked.pk, allowed=True, at=NOON + DAY, by=cast.chief_a)
    sent = transfers.transfer(to="town", words=SECRET, town_informed=True, at=NOON + DAY, **who)
    transfers.answer(transfer_id=sent.pk, reply="done", words=SECRET, at=NOON + 2 * DAY, by=cast.leader_a)
    for day in (3, 30):
        second = cast.auxiliary_a if day == 3 else cast.officer_a
        a_recheck(found, second, NOON + day * DAY)
        a_photo(found, second, NOON + day * DAY, content=picture(day))
        steps.advise(hazard_id=found.pk, words=SECRET, at=NOON + day * DAY, by=cast.officer_a)
        steps.close(hazard_id=found.pk, words=SECRET, at=NOON + day * DAY, by=cast.chief_a)
        if day == 3:
            a_report(cast, NOON + 20 * DAY, by=cast.auxiliary_a, place=shop, words=SECRET)
            steps.assess(kind=found.kind, level="low", words=SECRET, at=NOON + 20 * DAY, **who)
            orders.order(demands=SECRET, at=NOON + 20 * DAY, **who)
    Recheck.objects.update(words=SECRET)
    found.refresh_from_db()
    return found


def _where_it_stands() -> set[str]:
    """Columns of this room's tables that hold the secret."""
    return {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("hazards").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        and model._default_manager.filter(**{f"{field.name}__contains": SECRET}).exists()
    }


def test_no_column_keeps_words_and_the_trail_keeps_its_shape(cast: Cast) -> None:
    found = _eventful(cast)
    assert len(_where_it_stands()) >= 12
    shape = list(Step.objects.values_list("pk", "action", "was", "became", "due_at", "at", "by"))
    counts = [
        model.objects.count() for model in (RectificationOrder, Extension, Transfer, Recheck, Inspection)
    ]
    assert found.keep_until is not None
    assert apply_retention(at=found.keep_until)["inspections"] == 1
    assert _where_it_stands() == set()
    assert list(Step.objects.values_list("pk", "action", "was", "became", "due_at", "at", "by")) == shape
    assert counts == [
        model.objects.count() for model in (RectificationOrder, Extension, Transfer, Recheck, Inspection)
    ]
    assert Entry.objects.filter(verb="retention.applied").count() == 1
    assert apply_retention(at=found.keep_until) == NOTHING


def test_the_remark_of_a_visit_without_findings_goes_three_years_after_it(cast: Cast) -> None:
    done = record_inspection(
        record_id=uuid.uuid4(),
        place=a_shop(cast),
        inspection_id=None,
        version=a_checklist(cast),
        answers={"q1": "ok", "q2": "ok"},
        words=SECRET,
        at=NOON,
        received_at=NOON,
        by=cast.officer_a,
    )
    assert apply_retention(at=NOON + 1094 * DAY) == NOTHING
    assert apply_retention(at=NOON + 1095 * DAY) == {**NOTHING, "inspections": 1}
    done.refresh_from_db()
    assert (done.words, done.answers) == ("", {"q1": "ok", "q2": "ok"})
