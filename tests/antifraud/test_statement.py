"""The statement of a report holds name and number: it is made for a reason, and every making is a look."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from antifraud.models import FraudReport
from jurisdiction.models import Officer
from ledger.models import Entry
from tests.antifraud.intercept_steps import a_report, booked, line_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]


def test_a_statement_wants_a_reason_and_is_not_made_by_following_a_link(
    cast: Cast, signed_in: SignIn
) -> None:
    report, client = a_report(cast), signed_in(cast.officer_a)
    url = reverse("antifraud:statement_file", args=[report.pk, "pdf"])
    assert client.get(url).status_code == 405
    refused = client.post(url, {"reason": " "})
    assert refused.status_code == 422
    assert refused.context["form"].errors["reason"]
    assert "林秋生" not in refused.content.decode()
    report.refresh_from_db()
    assert report.statement_number == "", "neither draws a number"
    assert not Entry.objects.filter(verb="fraud.statement_made").exists()


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_statement_keeps_its_number_and_its_making_is_a_look(
    cast: Cast, signed_in: SignIn, form: str
) -> None:
    report = a_report(cast)
    booked(line_of(report, "courier"), "returned", 890_000, cast.officer_a)
    url = reverse("antifraud:statement_file", args=[report.pk, form])
    client = signed_in(cast.officer_a)
    assert f'formaction="{url}"' in client.get(report.get_absolute_url()).content.decode()
    first = client.post(url, {"reason": "for the file"})
    assert first.status_code == 200
    assert first.content[:2] in (b"PK", b"%P")
    report.refresh_from_db()
    assert report.statement_number.startswith("(A)诈警字〔")
    client.post(url, {"reason": "for the procuratorate"})
    looks = Entry.objects.filter(verb="fraud.statement_made").order_by("pk")
    assert [look.reason for look in looks] == ["for the file", "for the procuratorate"]
    assert FraudReport.objects.get().statement_number == report.statement_number


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_there_is_no_other_kind_of_file(cast: Cast, signed_in: SignIn, form: str) -> None:
    url = reverse("antifraud:statement_file", args=[a_report(cast).pk, f"{form}x"])
    assert signed_in(cast.officer_a).post(url, {"reason": "for the file"}).status_code == 404
