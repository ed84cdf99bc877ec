"""What the chief's page says about phones, and to whom."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from dashboards.lines import lines
from intake.choices import ClashChoice, State
from intake.lines import phone_lines
from intake.models import Clash, Submission
from jurisdiction.models import Officer
from jurisdiction.remit import Remit
from tests.cast import Cast, at
from tests.intake.helpers import disagreement

pytestmark = pytest.mark.django_db
EVENING = at("2026-09-03 22:00")


def remit_of(*stations: int) -> Remit:
    return Remit.of_stations(frozenset(stations))


def counts(remit: Remit, when: datetime.datetime) -> dict[str, int]:
    """Of each line, by the path it opens."""
    return {line.url.split("?")[0]: line.count for line in phone_lines(remit, when)}


def test_what_phones_left_unsettled_is_counted_within_the_remit_only(cast: Cast) -> None:
    disagreement(cast, EVENING)
    clash = disagreement(cast, EVENING)
    Submission.objects.filter(pk=clash.submission_id).update(state=State.REFUSED)
    expected = {reverse("intake:submission_list"): 1, reverse("intake:clash_list"): 2}
    assert counts(remit_of(cast.station_a.pk), EVENING) == expected, "a clash is counted once, as a clash"
    assert counts(remit_of(cast.station_b.pk), EVENING) == {}


def test_a_phone_that_holds_entries_back_is_missed_after_a_day(cast: Cast) -> None:
    phone = disagreement(cast, EVENING).submission.phone
    assert phone is not None
    remit, phones = remit_of(cast.station_a.pk), reverse("intake:phone_list")
    day = datetime.timedelta(days=1)
    assert phones not in counts(remit, EVENING + day)
    late = EVENING + day + datetime.timedelta(seconds=1)
    assert counts(remit, late)[phones] == 1
    phone.waiting = 0
    phone.save()
    assert phones not in counts(remit, late)


def test_a_decided_disagreement_is_no_line_any_more(cast: Cast) -> None:
    clash = disagreement(cast, EVENING)
    Clash.objects.filter(pk=clash.pk).update(
        choice=ClashChoice.KEPT, decided_at=EVENING, decided_by=cast.chief_a
    )
    assert reverse("intake:clash_list") not in counts(remit_of(cast.station_a.pk), EVENING)


def test_the_chiefs_page_links_to_the_rows_each_line_counts(
    cast: Cast, signed_in: Callable[[Officer], Client], freeze: Callable[[str], None]
) -> None:
    freeze("2026-09-04 07:30")
    disagreement(cast, EVENING)
    refused = disagreement(cast, EVENING)
    Submission.objects.filter(pk=refused.submission_id).update(state=State.REFUSED)
    client = signed_in(cast.chief_a)
    page = client.get(reverse("dashboards:today"))
    assert page.context["matters"] == len(page.context["items"]) + 1 + 2
    shown = page.context["lines"]
    assert shown == lines(remit_of(cast.station_a.pk), at=at("2026-09-04 07:30"))
    assert [line.url in page.content.decode() for line in shown] == [True, True]
    assert client.get(shown[0].url).context["page_obj"].paginator.count == shown[0].count
    assert len(client.get(shown[1].url).context["open"]) == shown[1].count


def test_a_silent_phone_is_marked_where_the_line_leads(
    cast: Cast, signed_in: Callable[[Officer], Client], freeze: Callable[[str], None]
) -> None:
    freeze("2026-09-05 07:30")
    phone = disagreement(cast, EVENING).submission.phone
    assert phone is not None
    page = signed_in(cast.chief_a).get(reverse("intake:phone_list"))
    assert page.context["silent"] == {phone.pk}
