"""The list of chat groups from Excel: judged cell by cell, mended in place, taken over, undone while nothing was built
on it."""

import datetime
import io
from typing import Any

import pytest
from django.urls import reverse

from antifraud import sheets
from antifraud.choices import ImportState, OnKnown, RowState
from antifraud.errors import AntifraudRefused
from antifraud.models import ChatGroup, ImportBatch, MemberCount
from antifraud.operations import groups, imports
from antifraud.operations.by_hand import post_by_hand
from jurisdiction.choices import PlaceKind
from jurisdiction.models import Officer, Station
from tests.antifraud.door_helpers import workbook
from tests.antifraud.outreach import WHEN, broadcast_of, draft_of, group_of
from tests.cast import Cast, at

pytestmark = pytest.mark.django_db
HEADS = ("群名称", "平台", "受众", "村居", "企业", "管理人用户名", "人数", "建群日期")
APPLIED = at("2026-09-04 09:00")
LATER = at("2026-09-05 09:00")
RIGHT = ("东坡村群", "微信", "居民", "Village A", "", "officer_a", "１２０人", "2025-03-01")


def brought(
    cast: Cast, rows: Any, *, by: Officer | None = None, station: Station | None = None
) -> ImportBatch:
    return imports.upload(
        sheet_name="groups",
        station=station or cast.station_a,
        village=None,
        file_name="群.xlsx",
        content=workbook(rows, HEADS),
        at=WHEN,
        by=by or cast.officer_a,
    )


def applied(batch: ImportBatch, cast: Cast) -> ImportBatch:
    return imports.apply_import(batch_id=batch.pk, at=APPLIED, by=cast.officer_a)


def undo(batch: ImportBatch, cast: Cast) -> ImportBatch:
    return imports.undo_import(batch_id=batch.pk, at=LATER, by=cast.officer_a)


def states(batch: ImportBatch) -> list[str]:
    return list(batch.rows.order_by("number").values_list("state", flat=True))


def test_groups_are_entered_with_their_members(cast: Cast) -> None:
    cast.place_a.kind = PlaceKind.FIRM
    cast.place_a.save()
    other = ("Firms（２）", "wecom", "firms", "", "Bridge", "officer_a", "", datetime.date(2026, 2, 1))
    third = ("Cadre", "QQ", "老年人", "Village A", "", "cadre_a", 0, "")
    applied(brought(cast, [RIGHT, other, third]), cast)
    residents, firms, cadre = (ChatGroup.objects.get(name=name) for name in ("东坡村群", "Firms(2)", "Cadre"))
    assert (residents.platform, residents.audience, residents.village) == (
        "wechat",
        "residents",
        cast.village_a,
    )
    assert (residents.members, residents.counted_on) == (120, APPLIED.date())
    assert (firms.firm, firms.members, firms.opened_on) == (cast.place_a, None, datetime.date(2026, 2, 1))
    assert (cadre.keeper, cadre.members, cadre.opened_on) == (cast.cadre_a, 0, APPLIED.date())
    assert {residents.station, firms.station, cadre.station} == {cast.station_a}


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({0: ""}, {"name": "empty"}),
        ({0: "群" * 61}, {"name": "long"}),
        ({1: "飞书"}, {"platform": "unknown"}),
        ({1: ""}, {"platform": "empty"}),
        ({2: "游客"}, {"audience": "unknown"}),
        ({3: "Nowhere"}, {"village": "no_village"}),
        ({3: "Village B"}, {"village": "no_village"}),
        ({4: "Bridge"}, {"firm": "no_firm"}),
        ({4: "Market"}, {"firm": "no_firm"}),
        ({5: ""}, {"keeper": "empty"}),
        ({5: "nobody"}, {"keeper": "no_officer"}),
        ({5: "officer_b"}, {"keeper": "no_officer"}),
        ({5: "justice_a"}, {"keeper": "no_keeper"}),
        ({3: "", 5: "cadre_a"}, {"keeper": "other_cadre"}),
        ({3: "Village B", 5: "cadre_a"}, {"village": "no_village"}),
        ({6: "many"}, {"members": "number"}),
        ({6: 5001}, {"members": "members"}),
        ({6: "=1+1"}, {"members": "formula"}),
        ({7: "2026-02-30"}, {"opened_on": "day"}),
        ({7: "2026-09-04"}, {"opened_on": "to_come"}),
        (
            {1: "飞书", 5: "nobody", 6: "x"},
            {"platform": "unknown", "keeper": "no_officer", "members": "number"},
        ),
    ],
)
def test_each_cell_says_what_is_wrong_with_it(
    cast: Cast, changed: dict[int, Any], errors: dict[str, str]
) -> None:
    row = [changed.get(place, cell) for place, cell in enumerate(RIGHT)]
    found = brought(cast, [row]).rows.get()
    assert (found.state, found.errors) == (RowState.WRONG, errors)
    words = sheets.find("groups").words
    assert all(str(words(code)) not in ("", code) for code in errors.values())


def test_a_firm_of_another_station_and_a_cadre_of_another_village_are_refused(cast: Cast) -> None:
    cast.place_b.kind = PlaceKind.FIRM
    cast.place_b.save()
    rows = [("x", "QQ", "企业", "", "Market", "officer_a"), ("y", "QQ", "居民", "", "", "cadre_a")]
    batch = brought(cast, rows)
    assert [row.errors for row in batch.rows.all()] == [{"firm": "no_firm"}, {"keeper": "other_cadre"}]


def test_a_line_is_mended_in_place_on_the_page_and_the_list_taken_over(cast: Cast, signed_in: Any) -> None:
    client = signed_in(cast.officer_a)
    file = io.BytesIO(workbook([RIGHT, ("东坡村群", "微信", "居民", "", "", "nobody")], HEADS))
    file.name = "list.xlsx"
    client.post(
        reverse("antifraud:import_create"), {"sheet": "groups", "station": cast.station_a.pk, "file": file}
    )
    batch = ImportBatch.objects.get()
    page = reverse("antifraud:import_detail", args=[batch.pk])
    html = client.get(page).content.decode()
    row = batch.rows.get(number=3)
    assert 'value="nobody"' in html
    assert str(sheets.find("groups").words("no_officer")) in html
    mend = reverse("antifraud:import_row", args=[batch.pk, row.pk])
    client.post(mend, {"keeper": "officer_a"})
    assert states(batch) == [RowState.READY, RowState.TWICE]
    assert client.post(reverse("antifraud:import_apply", args=[batch.pk])).status_code == 422
    client.post(mend, {"name": "西坡村群"})
    assert client.post(reverse("antifraud:import_apply", args=[batch.pk])).status_code == 302
    assert set(ChatGroup.objects.values_list("name", flat=True)) == {"东坡村群", "西坡村群"}
    assert client.post(reverse("antifraud:import_undo", args=[batch.pk])).status_code == 302
    assert not ChatGroup.objects.exists()
    assert not MemberCount.objects.exists()


def test_a_known_group_is_changed_and_set_back_with_its_robot_and_its_count(cast: Cast) -> None:
    group = group_of(cast, "平安群（一）", robot=True)
    for day in (WHEN.date(), APPLIED.date()):
        groups.count_members(group_id=group.pk, members=80, on=day, at=APPLIED, by=cast.officer_a)
    group.refresh_from_db()
    before = {name: value for name, value in vars(group).items() if not name.startswith("_")}
    batch = brought(cast, [("平安群(一)", "微信", "老年人", "", "", "leader_a", 95, "2024-01-01"), RIGHT])
    assert states(batch) == [RowState.KNOWN, RowState.READY]
    imports.choose(batch_id=batch.pk, on_known=OnKnown.UPDATE, at=WHEN, by=cast.officer_a)
    applied(batch, cast)
    group = ChatGroup.objects.get(pk=group.pk)
    assert (group.name, group.audience, group.keeper, group.members) == (
        "平安群（一）",
        "elderly",
        cast.leader_a,
        95,
    )
    assert (group.village, group.has_robot) == (cast.village_a, False)
    undo(batch, cast)
    group = ChatGroup.objects.get()
    assert {name: value for name, value in vars(group).items() if not name.startswith("_")} == before
    assert groups.robot_of(group) is not None
    assert MemberCount.objects.get(on=APPLIED.date()).members == 80
    assert ImportBatch.objects.get().state == ImportState.UNDONE


def test_a_known_group_stays_as_it_is_unless_somebody_says_otherwise(cast: Cast) -> None:
    group_of(cast, "东坡村群", audience="firms")
    batch = applied(brought(cast, [RIGHT]), cast)
    assert states(batch) == [RowState.SKIPPED]
    assert ChatGroup.objects.get().audience == "firms"


def test_a_closed_group_does_not_keep_its_name(cast: Cast) -> None:
    old = group_of(cast, "东坡村群")
    groups.close_group(group_id=old.pk, because="x", at=WHEN, by=cast.officer_a)
    assert states(applied(brought(cast, [RIGHT]), cast)) == [RowState.CREATED]


def planned(cast: Cast, group: ChatGroup) -> None:
    draft_of(cast, [group])


def counted(cast: Cast, group: ChatGroup) -> None:
    groups.count_members(group_id=group.pk, members=9, on=APPLIED.date(), at=LATER, by=cast.officer_a)


def closed(cast: Cast, group: ChatGroup) -> None:
    groups.close_group(group_id=group.pk, because="x", at=LATER, by=cast.officer_a)


def edited(cast: Cast, group: ChatGroup) -> None:
    facts = groups.GroupFacts(group.name, "qq", "firms", cast.officer_a, group.opened_on)
    groups.edit_group(group_id=group.pk, facts=facts, at=LATER, by=cast.officer_a)


@pytest.mark.parametrize("built", [planned, counted, closed, edited])
def test_nothing_is_undone_once_something_was_built_on_a_group(cast: Cast, built: Any) -> None:
    batch = applied(brought(cast, [RIGHT, ("Other", "QQ", "企业", "", "", "officer_a")]), cast)
    built(cast, ChatGroup.objects.get(name="东坡村群"))
    with pytest.raises(AntifraudRefused) as refused:
        undo(batch, cast)
    assert "东坡村群" in str(refused.value.message)
    assert ChatGroup.objects.count() == 2


def test_a_message_posted_after_an_update_stops_its_undoing(cast: Cast) -> None:
    made = broadcast_of(cast, [group_of(cast, "东坡村群", audience="firms")])
    batch = brought(cast, [RIGHT])
    imports.choose(batch_id=batch.pk, on_known=OnKnown.UPDATE, at=WHEN, by=cast.officer_a)
    applied(batch, cast)
    post_by_hand(posting_id=made.postings.get().pk, at=LATER, by=cast.officer_a)
    with pytest.raises(AntifraudRefused):
        undo(batch, cast)
    assert ChatGroup.objects.get().audience == "residents"


def test_what_was_planned_before_an_update_does_not_stop_its_undoing(cast: Cast) -> None:
    group = group_of(cast, "东坡村群", audience="firms")
    draft_of(cast, [group])
    batch = brought(cast, [RIGHT])
    imports.choose(batch_id=batch.pk, on_known=OnKnown.UPDATE, at=WHEN, by=cast.officer_a)
    undo(applied(batch, cast), cast)
    assert ChatGroup.objects.get().audience == "firms"


def test_lists_of_groups_are_the_polices_of_that_station(cast: Cast) -> None:
    for by, station in ((cast.cadre_a, cast.station_a), (cast.officer_b, cast.station_a)):
        with pytest.raises(AntifraudRefused):
            brought(cast, [RIGHT], by=by, station=station)
    assert not ImportBatch.objects.exists()


def test_a_cadre_and_another_station_are_shut_out_of_every_page_of_it(cast: Cast, signed_in: Any) -> None:
    batch = brought(cast, [RIGHT])
    # Even of the own village: the kind of list alone decides.
    ImportBatch.objects.filter(pk=batch.pk).update(village=cast.village_a)
    row = batch.rows.get()
    posts = [
        reverse(f"antifraud:import_{name}", args=[batch.pk]) for name in ("known", "apply", "undo", "drop")
    ]
    posts.append(reverse("antifraud:import_row", args=[batch.pk, row.pk]))
    page = reverse("antifraud:import_detail", args=[batch.pk])
    create, template = (
        reverse("antifraud:import_create"),
        reverse("antifraud:import_template", args=["groups"]),
    )
    for person in (cast.cadre_a, cast.officer_b):
        client = signed_in(person)
        assert client.get(page).status_code == 404
        assert [client.post(address).status_code for address in posts] == [404] * len(posts)
        assert page not in client.get(reverse("antifraud:import_list")).content.decode()
    client = signed_in(cast.cadre_a)
    assert client.get(template).status_code == 404
    assert client.get(create, {"sheet": "groups"}).status_code == 404
    assert client.post(create, {"sheet": "groups"}).status_code == 404
    assert "groups" not in client.get(create).content.decode().split("<main", 1)[1]
    assert batch.rows.get().state == RowState.READY


def test_the_police_come_to_it_from_the_list_of_groups(cast: Cast, signed_in: Any) -> None:
    client = signed_in(cast.officer_a)
    address = reverse("antifraud:import_create") + "?sheet=groups"
    assert address in client.get(reverse("antifraud:group_list")).content.decode()
    assert client.get(address).context["form"]["sheet"].value() == "groups"
    assert client.get(reverse("antifraud:import_template", args=["groups"])).status_code == 200


def test_two_hundred_lines_are_looked_up_in_as_many_queries_as_two(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        brought(cast, [(f"{number}群", *RIGHT[1:]) for number in range(200)])
