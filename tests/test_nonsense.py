"""Whatever is typed into an address or a form, the answer is never a 500."""

from collections.abc import Callable

import pytest
from django.test import Client

from jurisdiction.models import Officer
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
FAR = ("9999-12-31", "0001-01-01")


@pytest.mark.parametrize(
    "url",
    [
        "/rounds/99999999999999999999999/",
        "/repeat-vehicles/%00/",
        "/today/?night=0001-01-01",
        "/today/?night=9999-12-31",
        "/by-village/?since=0001-01-01&until=9999-12-31",
        "/map/data.json?since=x",
        "/map/?since=9999-12-31&until=9999-12-31",
        "/vehicles/?plate=%00",
        "/rounds/?squad=99999999999999999999999",
        "/shifts/?since=0001-01-01",
        "/officers/?name=%00",
        "/ledger/?since=0001-01-01&until=9999-12-31",
        "/ledger/99999999999999999999999/",
        "/places/99999999999999999999/edit/",
        "/villages/?township=abc",
        "/disputes/?number=%00&level=x&status=y",
        "/disputes/?since=0001-01-01&until=9999-12-31",
        "/disputes/00000000-0000-4000-8000-000000000000/steps/x/",
        "/leads/?status=%00&since=x",
        "/households/?village=x&group_no=9e99&state=%00&door=%00&page=x",
        "/households/map/data.json?village=99999999999999999999",
        "/households/villages/99999999999999999999/",
        "/households/new/?village=x&group_no=%00",
        "/home-visits/?since=0001-01-01&until=9999-12-31&outcome=%00",
        "/home-visits/plans/new/?village=x",
        "/app-help/?state=x&village=%00",
        "/imports/new/?village=%00",
        "/imports/templates/x/",
        "/squads/?name=%25%25%25",
        "/fraud/live/?seen=%00",
        "/fraud/reports/?kind=%00&since=0001-01-01&until=9999-12-31&village=99999999999999999999",
        "/fraud/reports/00000000-0000-4000-8000-000000000000/steps/x/",
        "/fraud/reports/00000000-0000-4000-8000-000000000000/live/?seen=%00&lines=99999999999999999",
        "/fraud/contacts/?kind=x&words=%00",
        "/fraud/playbooks/x/",
        "/fraud/warnings/?status=x&level=%00",
        "/fraud/figures/?since=0001-01-01&until=9999-12-31",
        "/fraud/figures/rows/?of=x&kind=%00",
        "/notices/?show=x&kind=%00&page=x",
        "/notices/99999999999999999999999/",
        "/notices/99999999999999999999999/open/",
        "/notices/sent/?since=0001-01-01&until=9999-12-31&show=%00",
        "/notices/deliveries/?state=x&since=x&channel=%00",
        "/api/checks/?after=%00",
        "/api/checks/?after=0001-01-01T00:00:00%2B23:59~00000000-0000-0000-0000-000000000000",
        "/api/checks/?after=2026-01-01T00:00:00~00000000-0000-0000-0000-000000000000",
    ],
)
def test_a_made_up_address_is_answered(cast: Cast, signed_in: SignIn, url: str) -> None:
    assert signed_in(cast.chief_a).get(url).status_code < 500


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("/real-call/", {"code": "１２３４５６"}),
        ("/real-call/", {"code": "\x00"}),
        ("/shifts/new/", {"duty_date": "x", "starts": "25:00", "ends": "", "interval": "-1"}),
        ("/rosters/new/", {"interval_minutes": "99999999999"}),
        ("/places/new/", {"latitude": "nan", "longitude": "inf"}),
        ("/places/new/", {"latitude": "1e400", "longitude": "x"}),
        ("/squads/new/", {"name": "\x00"}),
        ("/fraud/new/", {"amount": "\x00", "ago": "x", "kind": "\x00", "phone": "\x00", "record_id": "x"}),
        (
            "/fraud/new/",
            {"amount": "1e9", "ago": "other", "transferred_at": "0001-01-01T00:00", "village": "9" * 30},
        ),
        ("/fraud/warnings/new/", {"level": "x", "received_at": "9999-12-31T23:59", "phone": "\x00"}),
        ("/fraud/contacts/new/", {"kind": "bank", "name": "\x00", "phones": "\x00"}),
        (
            "/fraud/playbooks/romance/",
            {"based_on": "x", "lines-TOTAL_FORMS": "x", "questions-TOTAL_FORMS": "-1"},
        ),
        ("/disputes/report/", {"kind": "\x00", "words": "\x00", "latitude": "nan", "record_id": "x"}),
        (
            "/disputes/report/",
            {"village": "9" * 30, "level": "x", "signals": ["x"], "same_as": "x", "answered": "1"},
        ),
        ("/households/new/", {"village": "9" * 30, "door": "\x00", "latitude": "nan", "record_id": "x"}),
        ("/home-visits/plans/new/", {"groups": "\x00", "weekdays": ["9"], "starts_on": "9999-12-31"}),
        ("/campaigns/new/", {"goal": "9" * 30, "measure": "\x00", "villages": ["x"]}),
        ("/imports/new/", {"sheet": "\x00", "village": "x"}),
        ("/notices/preferences/", {"email": "\x00", "phone": "\x00", "quiet_from": "x", "language": "\x00"}),
        ("/notices/preferences/test/", {"channel": "\x00"}),
        ("/notices/preferences/push/", {"endpoint": "\x00"}),
    ],
)
def test_a_made_up_form_comes_back_with_errors(
    cast: Cast, signed_in: SignIn, url: str, body: dict[str, str]
) -> None:
    answer = signed_in(cast.chief_a).post(url, body)
    assert answer.status_code in (200, 422)


@pytest.mark.parametrize("day", FAR)
def test_days_of_other_centuries_are_refused_beside_their_field(
    cast: Cast, signed_in: SignIn, day: str
) -> None:
    client = signed_in(cast.chief_a)
    shift = {
        "station": cast.station_a.pk,
        "squad": cast.squad_a.pk,
        "duty_date": day,
        "starts": "20:00",
        "ends": "06:00",
        "interval": "120",
    }
    assert client.post("/shifts/new/", shift).context["form"].errors["duty_date"]
    member = cast.squad_a.members.earliest("pk").pk
    assert client.post(f"/members/{member}/end/", {"on": day}).context["form"].errors["on"]
    roster = {
        "station": cast.station_a.pk,
        "name": "Another",
        "weekdays": ["0"],
        "starts_at": "20:00",
        "ends_at": "06:00",
        "interval_minutes": "60",
        "squads_a_night": "1",
        "remind_minutes": "10",
        "early_minutes": "20",
        "on_time_minutes": "50",
        "grace_minutes": "90",
        "leader_minutes": "40",
        "chief_minutes": "30",
        "valid_from": day,
        "active": "on",
        "squads": [cast.squad_a.pk],
    }
    assert client.post("/rosters/new/", roster).context["form"].errors["valid_from"]
    impossible = client.post("/rosters/new/", {**roster, "valid_from": "2026-01-01"})
    assert impossible.status_code == 422
    assert impossible.context["form"].non_field_errors()
