"""Chainable reads of groups, broadcasts and talks."""

import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Count, Q

from antifraud.choices import MISSING, TO_FOLLOW_UP, BroadcastStatus, PostingState, TalkStatus
from antifraud.querysets.shared import SharedQuerySet
from jurisdiction.querysets import ScopedQuerySet
from jurisdiction.remit import Breadth, Remit

if TYPE_CHECKING:
    from antifraud.models import (  # noqa: F401  # named in quotes below
        Broadcast,
        ChatGroup,
        FraudWarning,
        GroupPosting,
        Household,
        MemberCount,
        Reply,
        Talk,
        TalkPhoto,
        WarningVersion,
    )


# ---- outreach


class ChatGroupQuerySet(ScopedQuerySet["ChatGroup"]):
    village_path = "village_id"

    def open(self) -> Self:
        """Groups that still exist."""
        return self.filter(closed_at__isnull=True)

    def silent(self, before: datetime.datetime) -> Self:
        """Nothing was posted there since then, or ever."""
        return self.filter(Q(last_post_at__lt=before) | Q(last_post_at__isnull=True))


class MemberCountQuerySet(ScopedQuerySet["MemberCount"]):
    station_path = "group__station_id"
    village_path = "group__village_id"


class FraudWarningQuerySet(SharedQuerySet["FraudWarning"]):
    """Warnings of everybody and of one's own stations."""

    def in_use(self) -> Self:
        return self.filter(retired_at__isnull=True)


class WarningVersionQuerySet(ScopedQuerySet["WarningVersion"]):
    def within(self, remit: Remit) -> Self:
        if remit.breadth is Breadth.EVERYWHERE:
            return self.all()
        if remit.breadth is not Breadth.STATIONS:
            return self.none()
        return self.filter(Q(warning__station__isnull=True) | Q(warning__station__in=remit.stations))


class BroadcastQuerySet(ScopedQuerySet["Broadcast"]):
    def running(self) -> Self:
        return self.filter(status=BroadcastStatus.RUNNING)

    def late(self, at: datetime.datetime) -> Self:
        """Groups are missing after the stored limit."""
        return self.running().filter(post_by__lte=at)

    def counted(self) -> Self:
        """With how many groups it goes to, how many have it, how many are missing, how many were left out."""
        states = {
            "posted": (PostingState.POSTED,),
            "missing": MISSING,
            "skipped": (PostingState.SKIPPED,),
        }
        return self.annotate(
            groups=Count("postings"),
            **{
                name: Count("postings", filter=Q(postings__state__in=found)) for name, found in states.items()
            },
        )


class GroupPostingQuerySet(ScopedQuerySet["GroupPosting"]):
    station_path = "broadcast__station_id"
    village_path = "group__village_id"

    def missing(self) -> Self:
        return self.filter(state__in=MISSING)

    def due(self, at: datetime.datetime) -> Self:
        """A robot is to post it now, or a sender who died left it: its lease is over."""
        return self.filter(
            by_robot=True,
            state__in=(PostingState.TO_POST, PostingState.SENDING),
            next_try_at__lte=at,
            broadcast__status=BroadcastStatus.RUNNING,
        )


class ReplyQuerySet(ScopedQuerySet["Reply"]):
    station_path = "posting__broadcast__station_id"
    village_path = "posting__group__village_id"

    def unanswered(self) -> Self:
        return self.filter(kind__in=TO_FOLLOW_UP, answered_at__isnull=True)


class TalkQuerySet(ScopedQuerySet["Talk"]):
    village_path = "village_id"

    def of_volunteers(self) -> Self:
        return self.filter(volunteer__isnull=False)

    def to_confirm(self) -> Self:
        """A volunteer spoke, and the justice office has not confirmed the hours yet."""
        return self.of_volunteers().filter(status=TalkStatus.HELD, hours_confirmed_at__isnull=True)


class TalkPhotoQuerySet(ScopedQuerySet["TalkPhoto"]):
    village_path = "talk__village_id"
