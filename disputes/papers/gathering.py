"""Everything the papers of a folder say, read once, and how days and people are written there."""

import datetime
from collections.abc import Sequence

from django.utils import timezone

from disputes.choices import Route, SessionResult
from disputes.models import Agreement, Dispute, DisputePhoto, FollowUp, Mediation, Session
from disputes.operations.parties import Plain

SIDES = {"applicant": "申请人", "respondent": "被申请人", "other": "其他相关人"}
BLANK = "　　年　　月　　日"


def day(value: datetime.date | None) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def moment(value: datetime.datetime) -> str:
    local = timezone.localtime(value)
    return f"{day(local.date())} {local.hour}时{local.minute:02d}分"


class Folder:
    """Everything the papers say, read once."""

    def __init__(self, dispute: Dispute) -> None:
        self.dispute = dispute
        self.mediations: list[Mediation] = list(dispute.mediations.select_related("mediator"))
        self.sessions: list[Session] = list(
            dispute.sessions.select_related("by", "second", "mediation").prefetch_related("came")
        )
        self.agreement: Agreement | None = dispute.agreements.select_related("by").last()
        self.visits: list[FollowUp] = list(
            dispute.followups.filter(dropped_at__isnull=True).select_related("by").order_by("due_on")
        )
        self.photos: list[DisputePhoto] = list(
            DisputePhoto.objects.of(dispute).select_related("dispute").order_by("taken_at")
        )

    @property
    def last(self) -> Mediation | None:
        return self.mediations[-1] if self.mediations else None

    def missing(self) -> dict[str, tuple[str, ...]]:
        """What is not there yet, by section."""
        last = self.last
        consent = last is not None and (last.route == Route.POLICE or last.consented_at is not None)
        held = [item for item in self.sessions if item.result != SessionResult.ABSENT]
        people = not any(party.role == "applicant" for party in self.dispute.parties.all())
        due = [visit for visit in self.visits if visit.done_at is None]
        found = {
            "application": () if consent else ("双方当事人同意调解的记录",),
            "acceptance": (*(("申请人姓名",) if people else ()), *(() if last else ("指定的调解人",))),
            "sessions": () if held else ("调解笔录",),
            "agreement": () if self.agreement else ("调解协议书或口头协议登记表",),
            "visits": tuple(f"第{visit.ordinal}次回访（{day(visit.due_on)}前）" for visit in due)
            or (() if self.visits else ("回访记录",)),
            "confirmation": (),
        }
        return {name: pieces for name, pieces in found.items() if pieces}


def names(people: Sequence[Plain], role: str) -> str:
    return "、".join(shown(plain) for plain in people if plain.party.role == role) or "（待补充）"


def shown(plain: Plain) -> str:
    if plain.party.is_minor:
        return "未成年人（不记姓名）"
    return plain.name or "姓名不详"
