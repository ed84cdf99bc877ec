"""A cadre of village A sees nothing of village B's hazards: by page, API, file, photo address, search, map, notice, step
or on the phone."""

import json
import uuid
from collections.abc import Callable

import pytest
from django.contrib.gis.geos import Point
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.urls import reverse

from hazards.choices import Stage
from hazards.errors import HazardRefused
from hazards.models import Hazard, HazardPhoto, RectificationOrder, Transfer
from hazards.operations import steps, transfers
from intake.bundle import bundle_for
from jurisdiction.choices import OfficerKind, Role, VillageKind
from jurisdiction.models import Officer, Village
from notices.models import Recipient
from tests.cast import Cast, person, square
from tests.hazards.helpers import DAY, HOUR, NOON, a_photo, a_report, a_shop, ordered

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
SECRETS = ("秘密链条", "秘密小店", "秘密要求", "秘密移送", "秘密提醒")


@pytest.fixture
def other(cast: Cast) -> Hazard:
    """A hazard of another village of the same station, reported by its own cadre, with a canary in each column."""
    village = Village.objects.create(
        township=cast.village_a.township,
        name="Village C",
        kind=VillageKind.VILLAGE,
        code=f"{cast.village_a.township.code}202",
        population=500,
        households=100,
        boundary=square(117.31, 26.0),
        boundary_is_illustrative=True,
    )
    cadre = person("cadre_c", Role.CADRE, cast.station_a, kind=OfficerKind.CADRE, village=village)
    cast.people["cadre_c"] = cadre
    shop = a_shop(cast, SECRETS[1], village=village, point=Point(117.315, 26.005, srid=4326))
    found = ordered(cast, place=shop, by=cadre, words=SECRETS[0], level="critical")
    RectificationOrder.objects.update(demands=SECRETS[2])
    transfers.transfer(
        hazard_id=found.pk, to="town", words=SECRETS[3], town_informed=True, at=NOON + HOUR, by=cast.leader_a
    )
    steps.advise(hazard_id=found.pk, words=SECRETS[4], at=NOON + DAY, by=cadre)
    a_photo(found, cadre, NOON, Stage.BEFORE)
    found.refresh_from_db()
    return found


def leaks(text: str, found: Hazard) -> list[str]:
    return [secret for secret in (*SECRETS, found.number, str(found.pk)) if secret in text]


def text_of(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


PAGES = (
    "hazards:hazard_list",
    "hazards:hazard_map",
    "hazards:map_data",
    "hazards:my_reports",
    "hazards:report",
)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_and_no_map(cast: Cast, other: Hazard, signed_in: SignIn, name: str) -> None:
    assert leaks(text_of(signed_in(cast.cadre_a), name), other) == []


def test_what_is_not_seen_is_not_counted_either(cast: Cast, other: Hazard, signed_in: SignIn) -> None:
    totals = {}
    for cadre in (cast.cadre_a, cast.people["cadre_c"]):
        answer = signed_in(cadre).get(reverse("hazards:hazard_list"))
        totals[cadre.username] = answer.context["totals"]["open"]
    assert totals == {"cadre_a": 0, "cadre_c": 1}


@pytest.mark.parametrize("name", ["hazards:hazard_list", "hazards:map_data"])
@pytest.mark.parametrize("field", ["words", "village", "place"])
def test_no_search(cast: Cast, other: Hazard, signed_in: SignIn, name: str, field: str) -> None:
    asked = str({"words": other.number, "village": other.village_id, "place": other.place_id}[field])
    mine = signed_in(cast.cadre_a).get(reverse(name), {field: asked})
    if name == "hazards:map_data":
        assert mine.json()["features"] == []
    else:
        assert list(mine.context["object_list"]) == []
        assert not set(leaks(mine.content.decode(), other)) - {asked}, "but for what was typed"
    assert other.number in text_of(signed_in(cast.people["cadre_c"]), name, words=other.number)


def test_no_page_of_a_known_key(cast: Cast, other: Hazard, signed_in: SignIn) -> None:
    client = signed_in(cast.cadre_a)
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(reverse("hazards:reported", args=[other.pk])).status_code == 302
    theirs = text_of(signed_in(cast.people["cadre_c"]), "hazards:hazard_detail", other.pk)
    assert leaks(theirs, other)


def test_no_step(cast: Cast, other: Hazard, signed_in: SignIn) -> None:
    client, address = signed_in(cast.cadre_a), reverse("hazards:hazard_advise", args=[other.pk])
    assert client.get(address).status_code == client.post(address, {"remark-words": "x"}).status_code == 404
    for name in ("hazards:recheck", "hazards:extension_ask", "command:hazard_lead"):
        assert client.post(reverse(name, args=[other.pk]), {"words": "x"}).status_code == 403
    assert other.steps.latest("pk").words == SECRETS[4]


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_no_file(cast: Cast, other: Hazard, signed_in: SignIn, form: str) -> None:
    client = signed_in(cast.cadre_a)
    order, sent = RectificationOrder.objects.get(), Transfer.objects.get()
    assert client.get(reverse("hazards:order_file", args=[order.pk, form])).status_code == 403
    assert client.get(reverse("hazards:transfer_file", args=[sent.pk, form])).status_code == 403


def test_no_photo_address(cast: Cast, other: Hazard, signed_in: SignIn) -> None:
    address = reverse("hazards:photo", args=[HazardPhoto.objects.get().pk])
    assert signed_in(cast.cadre_a).get(address).status_code == 404
    assert signed_in(cast.cadre_a).get(address, {"original": "1"}).status_code == 404
    assert signed_in(cast.people["cadre_c"]).get(address).status_code == 200
    assert signed_in(cast.officer_b).get(address).status_code == 404


def test_no_api_no_figures_and_no_place(cast: Cast, other: Hazard, signed_in: SignIn) -> None:
    client = signed_in(cast.cadre_a)
    for address in (
        "/api/checks/",
        reverse("dashboards:hazards"),
        reverse("dashboards:hazard_rows"),
        reverse("dashboards:map_data"),
        reverse("hazards:place_history", args=[other.place_id]),
        reverse("hazards:inspect", args=[other.place_id]),
        reverse("jurisdiction:place_list"),
    ):
        assert client.get(address).status_code == 403, address


def test_no_notice(cast: Cast, other: Hazard) -> None:
    a_report(cast, by=cast.cadre_a, level="critical")
    reached = Recipient.objects.filter(notice__params__hazard=str(other.pk)).values_list("officer", flat=True)
    assert reached
    assert cast.cadre_a.pk not in set(reached)
    told = [
        row.notice.params for row in Recipient.objects.filter(officer=cast.cadre_a).select_related("notice")
    ]
    assert leaks(str(told), other) == []


def test_nothing_on_the_phone(cast: Cast, other: Hazard) -> None:
    mine = bundle_for(cast.cadre_a, station=cast.station_a, at=NOON + DAY)
    assert leaks(json.dumps(mine, cls=DjangoJSONEncoder, ensure_ascii=False), other) == []


def test_no_hint_that_it_exists_when_reporting(cast: Cast, other: Hazard, signed_in: SignIn) -> None:
    """Neither is the place offered nor taken, and no report reopens or joins what lies in another village."""
    form = {
        "record_id": str(uuid.uuid4()),
        "kind": other.kind,
        "level": "low",
        "words": "x",
        "place": other.place_id,
    }
    refused = signed_in(cast.cadre_a).post(reverse("hazards:report"), form)
    assert refused.context["form"].errors["place"]
    with pytest.raises(HazardRefused):
        a_report(cast, by=cast.cadre_a, place=None, point=other.point)
    assert Hazard.objects.count() == 1


def test_a_cadre_who_moved_to_another_village_takes_nothing_along(cast: Cast, signed_in: SignIn) -> None:
    mine = a_report(cast, by=cast.cadre_a)
    client = signed_in(cast.cadre_a)
    assert client.get(mine.get_absolute_url()).status_code == 200
    cast.cadre_a.postings.update(village=cast.village_b, station=cast.station_b)
    assert client.get(mine.get_absolute_url()).status_code == 404
    assert leaks(text_of(client, "hazards:my_reports"), mine) == []


def test_another_station_sees_nothing(cast: Cast, signed_in: SignIn) -> None:
    made = a_report(cast)
    for who in (cast.chief_b, cast.officer_b, cast.outsider):
        client = signed_in(who)
        assert client.get(made.get_absolute_url()).status_code == 404
        for name in ("hazards:hazard_list", "hazards:map_data"):
            assert leaks(text_of(client, name), made) == []
