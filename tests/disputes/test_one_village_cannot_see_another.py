"""A cadre of village A sees nothing of village B: by page, API, export, photo address, search, map or notice; and of the
own village the own reports and mediations alone."""

import json
import uuid
from collections.abc import Callable

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.urls import reverse

from disputes.bundle import for_phone
from disputes.choices import Route
from disputes.models import Dispute, DisputePhoto
from disputes.operations.triage import accept
from jurisdiction.models import Officer
from notices.models import Recipient
from tests.cast import Cast
from tests.disputes.helpers import SECRETS, assigned, later, reported

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]


def leaks(text: str, dispute: Dispute) -> list[str]:
    return [secret for secret in (*SECRETS, dispute.number, str(dispute.pk)) if secret in text]


PAGES = ("disputes:my_reports", "disputes:mediation_list", "disputes:report")
OF_ONE = (
    "disputes:my_report",
    "disputes:mediation",
    "disputes:folder_docx",
    "disputes:folder_pdf",
)


@pytest.mark.parametrize("name", PAGES)
def test_no_page(cast: Cast, other: Dispute, signed_in: SignIn, name: str) -> None:
    answer = signed_in(cast.cadre_a).get(reverse(name))
    assert answer.status_code == 200
    assert leaks(answer.content.decode(), other) == []


@pytest.mark.parametrize("name", OF_ONE)
def test_no_page_or_export_of_a_known_key(cast: Cast, other: Dispute, signed_in: SignIn, name: str) -> None:
    assert signed_in(cast.cadre_a).get(reverse(name, args=[other.pk])).status_code == 404


@pytest.mark.parametrize("step", ["session", "settle", "fail", "followup"])
def test_no_step(cast: Cast, other: Dispute, signed_in: SignIn, step: str) -> None:
    client, address = signed_in(cast.cadre_a), reverse("disputes:mediation_step", args=[other.pk, step])
    assert client.get(address).status_code == client.post(address, {"reason": "x"}).status_code == 404
    people = reverse("disputes:mediation_parties", args=[other.pk])
    assert client.post(people, {"reason": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["disputes:inbox", "disputes:dispute_list", "command:lead_list"])
def test_no_desk_and_no_search(cast: Cast, other: Dispute, signed_in: SignIn, name: str) -> None:
    assert signed_in(cast.cadre_a).get(reverse(name), {"number": other.number}).status_code == 403


def test_no_photo_address(cast: Cast, other: Dispute, signed_in: SignIn) -> None:
    address = reverse("disputes:photo", args=[DisputePhoto.objects.get().pk])
    assert signed_in(cast.cadre_a).get(address).status_code == 404
    assert signed_in(cast.cadre_a).get(address, {"original": "1"}).status_code == 404
    assert signed_in(cast.people["cadre_c"]).get(address).status_code == 200
    assert signed_in(cast.officer_b).get(address).status_code == 404


def test_nothing_on_the_phone(cast: Cast, other: Dispute) -> None:
    mine = for_phone(cast.cadre_a, cast.station_a, later(days=1))
    assert leaks(json.dumps(mine, cls=DjangoJSONEncoder, ensure_ascii=False), other) == []
    theirs = for_phone(cast.people["cadre_c"], cast.station_a, later(days=1))
    assert [row["id"] for row in theirs["nearby"]] == [other.pk]


def test_no_map_and_no_api(cast: Cast, other: Dispute, signed_in: SignIn) -> None:
    client = signed_in(cast.cadre_a)
    for address in (reverse("dashboards:map_data"), "/api/checks/", reverse("dashboards:map")):
        assert client.get(address).status_code == 403


def test_no_notice(cast: Cast, other: Dispute) -> None:
    accept(dispute_id=reported(cast).pk, route=Route.PEOPLES, at=later(hours=1), by=cast.room_a)
    told = Recipient.objects.filter(officer=cast.cadre_a).select_related("notice")
    assert told
    assert leaks(str([row.notice.params for row in told]), other) == []
    reached = set(
        Recipient.objects.filter(notice__params__dispute=str(other.pk)).values_list("officer", flat=True)
    )
    assert cast.cadre_a.pk not in reached


def test_no_hint_that_it_exists_when_reporting(cast: Cast, other: Dispute, signed_in: SignIn) -> None:
    form = {
        "record_id": str(uuid.uuid4()),
        "village": cast.village_a.pk,
        "kind": other.kind,
        "words": "x",
        "name_1": SECRETS[2],
        "level": "low",
        "same_as": str(other.pk),
    }
    client = signed_in(cast.cadre_a)
    assert client.post(reverse("disputes:report"), form).status_code == 302, "no card was shown"
    refused = client.post(reverse("disputes:report"), {**form, "village": other.village_id})
    assert refused.context["form"].errors["village"]
    assert not other.reports.filter(by=cast.cadre_a).exists()


def test_of_the_own_village_a_cadre_opens_own_reports_and_mediations_alone(
    cast: Cast, signed_in: SignIn
) -> None:
    theirs = reported(cast, by=cast.officer_a, words=SECRETS[0])
    client = signed_in(cast.cadre_a)
    for name in OF_ONE:
        assert client.get(reverse(name, args=[theirs.pk])).status_code == 404
    assert SECRETS[0] not in client.get(reverse("disputes:my_reports")).content.decode()


def test_a_cadre_who_moved_to_another_village_takes_nothing_along(cast: Cast, signed_in: SignIn) -> None:
    mine = reported(cast)
    client = signed_in(cast.cadre_a)
    assert client.get(reverse("disputes:my_report", args=[mine.pk])).status_code == 200
    cast.cadre_a.postings.update(village=cast.village_b, station=cast.station_b)
    assert client.get(reverse("disputes:my_report", args=[mine.pk])).status_code == 404


def test_the_justice_office_sees_peoples_mediation_alone(cast: Cast, signed_in: SignIn) -> None:
    peoples = assigned(cast)
    police = assigned(cast, route=Route.POLICE)
    fresh = reported(cast)
    client = signed_in(cast.justice_a)
    assert client.get(reverse("disputes:detail", args=[peoples.pk])).status_code == 200
    for hidden in (police, fresh):
        assert client.get(reverse("disputes:detail", args=[hidden.pk])).status_code == 404
        assert client.get(reverse("disputes:folder_pdf", args=[hidden.pk])).status_code == 404
    listed = client.get(reverse("disputes:dispute_list")).content.decode()
    assert peoples.number in listed
    assert police.number not in listed


def test_another_station_sees_nothing(cast: Cast, signed_in: SignIn) -> None:
    made = reported(cast)
    for who in (cast.chief_b, cast.officer_b, cast.outsider):
        client = signed_in(who)
        assert client.get(reverse("disputes:detail", args=[made.pk])).status_code == 404
        assert client.get(reverse("disputes:step", args=[made.pk, "accept"])).status_code == 404
        assert made.number not in client.get(reverse("disputes:dispute_list")).content.decode()
        assert made.number not in client.get(reverse("disputes:inbox")).content.decode()
