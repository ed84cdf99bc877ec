"""What is kept of a person, and until when: of a child no name, of nobody anything for ever."""

from typing import Any

import pytest

from antifraud.choices import AgeBand
from antifraud.errors import AntifraudRefused
from antifraud.operations import dissuasions, persons
from antifraud.operations.persons import Person
from tests.antifraud.intercept_steps import MINUTE, NIGHT, RANG, a_warning, stepped
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
