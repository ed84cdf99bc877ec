"""What is kept of a person, and until when: of a child no name, of nobody anything for ever."""

import datetime
import uuid
from typing import Any

import pytest

from antifraud.choices import AgeBand
from antifraud.errors import AntifraudRefused
from antifraud.models import Dissuasion, FraudReport
from antifraud.operations import dissuasions, intercept_retention, lines, outcomes, persons, reports
from antifraud.operations.persons import Person
from tests.antifraud.intercept_steps import (
    MINUTE,
    NIGHT,
    RANG,
    a_report,
    a_warning,
    stepped,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def too_late(found: Any, cast: Cast, **values: Any) -> Any:
    options: dict[str, Any] = {
        "record_id": found.pk,
        "amount_fen": 5000,
        "channel": "bank",
        "words": "",
        "transferred_at": NIGHT,
        "at": NIGHT + 10 * MINUTE,
        "by": cast.officer_a,
        **values,
    }
    return dissuasions.report_defrauded(dissuasion_id=found.pk, **options)


def test_a_warning_of_a_child_needs_the_parents_telephone(cast: Cast) -> None:
    with pytest.raises(AntifraudRefused) as refused:
        a_warning(cast, age_band=AgeBand.UNDER_18, person=Person(name="林小明"))
    assert refused.value.field == "phone"
    found = a_warning(cast, age_band=AgeBand.UNDER_18)
    assert persons.open_person(found) == Person(phone=RANG.phone)


@pytest.mark.parametrize("said", [AgeBand.UNDER_18, AgeBand.TO_35])
def test_a_child_has_no_name_even_where_the_age_is_known_with_the_report_only(
    cast: Cast, said: AgeBand
) -> None:
    found = stepped(a_warning(cast), "sign", cast.officer_a)
    report = too_late(found, cast, age_band=said)
    found.refresh_from_db()
    kept = Person(phone=RANG.phone) if said == AgeBand.UNDER_18 else RANG
    assert persons.open_person(report) == persons.open_person(found) == kept
    assert (found.person_mask, report.person_mask) == (("", "") if kept != RANG else ("林*", "林*"))


# ---- nothing is kept for ever

YEAR = datetime.timedelta(days=366)


def forgotten(years: float) -> tuple[int, int]:
    """Reports and warnings that the task of that day forgets."""
    done = intercept_retention.apply_retention(at=NIGHT + years * YEAR)
    return done["fraud_reports"], done["dissuasions"]


def closed(cast: Cast) -> FraudReport:
    report = a_report(cast)
    return reports.close(report_id=report.pk, words="gone", rest_lost=True, at=NIGHT, by=cast.officer_a)


@pytest.mark.parametrize("written", [reports.reopen, reports.follow_up])
def test_words_written_after_a_report_was_forgotten_go_in_their_turn(cast: Cast, written: Any) -> None:
    report = closed(cast)
    assert forgotten(3.1) == (1, 0)
    written(report_id=report.pk, words="she rang again", at=NIGHT + 4 * YEAR, by=cast.officer_a)
    assert forgotten(6.9) == (0, 0)
    assert forgotten(7.1) == (1, 0)
    assert set(report.steps.values_list("words", flat=True)) == {""}


def test_a_report_and_a_warning_that_nobody_ends_are_forgotten_too(cast: Cast) -> None:
    a_report(cast)
    handed = a_report(cast)
    reports.hand_over(report_id=handed.pk, reference="A7", words="", at=NIGHT + 2 * YEAR, by=cast.officer_a)
    warning = a_warning(cast)
    assert (forgotten(2.1), forgotten(3.1), forgotten(5.1)) == ((0, 1), (1, 0), (1, 0))
    stepped(warning, "sign", cast.officer_a, words="of 林秋生", at=NIGHT + 6 * YEAR)
    assert forgotten(6.1) == (0, 1)
    assert not warning.steps.exclude(words="").exists()


def test_rows_without_a_limit_get_one_from_the_day_they_came(cast: Cast) -> None:
    a_report(cast)
    a_warning(cast)
    for model in (FraudReport, Dissuasion):
        model.objects.update(keep_until=None)
    assert (forgotten(1), forgotten(3.1)) == ((0, 0), (1, 1))


def test_reasons_aims_and_references_that_people_typed_go_too(cast: Cast) -> None:
    report = a_report(cast)
    by: dict[str, Any] = {"at": NIGHT, "by": cast.officer_a}
    line = lines.add_line(
        record_id=uuid.uuid4(), report_id=report.pk, kind="other", aim="ring 林秋生's son", **by
    )
    lines.note_milestone(
        record_id=uuid.uuid4(), line_id=line.pk, kind="freeze", since=NIGHT, reference="622848…", **by
    )
    outcomes.ask_correction(report_id=report.pk, total_fen=900_000, reason="林秋生 misheard", **by)
    assert forgotten(3.1) == (1, 0)
    line.refresh_from_db()
    assert (line.aim, line.milestones.get().reference, report.corrections.get().reason) == ("", "", "")
