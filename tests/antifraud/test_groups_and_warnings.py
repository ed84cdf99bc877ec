"""Groups are counted and closed, never listed by name; warnings are rewritten, never changed."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from antifraud.errors import GroupRefused, WarningRefused
from antifraud.models import ChatGroup, MemberCount, WarningVersion
from antifraud.operations import groups, warnings
from antifraud.operations.warnings import WarningWords
from jurisdiction.remit import Remit
from tests.antifraud.outreach import ROBOT, WHEN, draft_of, group_of, warning_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def test_the_address_of_a_robot_is_sealed_and_opens_for_its_own_group_only(cast: Cast) -> None:
    group = group_of(cast, "one", robot=True)
    assert "qyapi" not in group.webhook_sealed
    assert groups.robot_of(group) == (ROBOT.format("one"), "")
    other = group_of(cast, "two")
    other.webhook_sealed = group.webhook_sealed
    assert groups.robot_of(other) is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"webhook": "https://inside.example/x", "platform": "wecom"}, "webhook"),
        ({"webhook": ROBOT, "platform": "wechat"}, "webhook"),
        ({"opened_on": datetime.date(2026, 9, 4)}, "opened_on"),
    ],
)
def test_what_does_not_hold_is_refused_beside_its_field(
    cast: Cast, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(GroupRefused) as refused:
        group_of(cast, **values)
    assert refused.value.field == field


def test_a_cadre_keeps_groups_of_the_own_village_only(cast: Cast) -> None:
    assert group_of(cast, keeper=cast.cadre_a).keeper == cast.cadre_a
    with pytest.raises(GroupRefused) as refused:
        group_of(cast, "Other", keeper=cast.cadre_a, station=cast.station_b, village=cast.village_b)
    assert refused.value.field == "keeper"


def test_an_open_name_is_taken_and_a_closed_one_is_free(cast: Cast) -> None:
    group = group_of(cast)
    with pytest.raises(GroupRefused):
        group_of(cast)
    groups.close_group(group_id=group.pk, because="x", at=WHEN, by=cast.officer_a)
    group_of(cast)
    with pytest.raises(GroupRefused):
        groups.close_group(group_id=group.pk, because="x", at=WHEN, by=cast.officer_a)


def test_the_latest_day_counts_and_a_day_is_counted_once(cast: Cast) -> None:
    group = group_of(cast)
    for day, members in ((0, 180), (-30, 150), (0, 182)):
        groups.count_members(
            group_id=group.pk,
            members=members,
            on=WHEN.date() + day * DAY,
            at=WHEN,
            by=cast.officer_a,
        )
    group.refresh_from_db()
    assert (group.members, group.counted_on) == (182, WHEN.date())
    assert MemberCount.objects.count() == 2
    for members, on in ((9999, WHEN.date()), (1, WHEN.date() + DAY)):
        with pytest.raises(GroupRefused):
            groups.count_members(group_id=group.pk, members=members, on=on, at=WHEN, by=cast.officer_a)


def test_silent_groups_are_those_where_nothing_was_posted_lately(cast: Cast) -> None:
    never, long_ago, lately = (group_of(cast, name) for name in ("never", "long ago", "lately"))
    ChatGroup.objects.filter(pk=long_ago.pk).update(last_post_at=WHEN - 31 * DAY)
    ChatGroup.objects.filter(pk=lately.pk).update(last_post_at=WHEN - 2 * DAY)
    assert set(ChatGroup.objects.silent(WHEN - 30 * DAY)) == {never, long_ago}


def test_rewriting_a_warning_leaves_what_was_sent(cast: Cast) -> None:
    sent, remit = draft_of(cast, [group_of(cast)]), Remit.of_stations(frozenset({cast.station_a.pk}))
    words = WarningWords(text="Longer", short_text="New words.", note="clearer")
    warning = sent.version.warning
    new = warnings.rewrite(
        warning_id=warning.pk, remit=remit, based_on=1, words=words, at=WHEN, by=cast.leader_a
    )
    assert new.number == 2
    sent.refresh_from_db()
    assert "Never pay first." in sent.text
    with pytest.raises(WarningRefused):
        warnings.rewrite(
            warning_id=warning.pk, remit=remit, based_on=1, words=words, at=WHEN, by=cast.officer_a
        )
    same = warnings.rewrite(
        warning_id=warning.pk, remit=remit, based_on=2, words=words, at=WHEN, by=cast.officer_a
    )
    assert same.pk == new.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        WarningVersion.objects.filter(pk=new.pk).update(text="other")


def test_a_retired_warning_is_not_rewritten_and_frees_its_title(cast: Cast) -> None:
    version, remit = warning_of(cast), Remit.of_stations(frozenset({cast.station_a.pk}))
    with pytest.raises(WarningRefused):
        warning_of(cast)
    warnings.retire(warning_id=version.warning_id, remit=remit, at=WHEN, by=cast.officer_a)
    with pytest.raises(WarningRefused):
        warnings.rewrite(
            warning_id=version.warning_id,
            remit=remit,
            based_on=1,
            words=WarningWords(text="x", short_text="y"),
            at=WHEN,
            by=cast.officer_a,
        )
    warning_of(cast)
