"""The mediation folder (人民调解卷宗) in its customary layout. Official papers are Chinese whatever the reader reads, so
their words stand here and not in the catalogue."""

import datetime
import uuid
from collections.abc import Sequence

from django.utils import timezone, translation

from disputes.choices import Confirmation, MediatorKind, Route, SessionResult, SettlementForm
from disputes.models import Agreement, Dispute, FollowUp, Mediation, Session
from disputes.operations.parties import Plain
from papers.paper import Facts, Paper, Section, Signatures, Table, Text

TITLES = {
    Route.PEOPLES: "人民调解卷宗",
    Route.POLICE: "治安调解卷宗",
    Route.DEPARTMENT: "矛盾纠纷卷宗",
    "": "矛盾纠纷卷宗",
}
SIDES = {"applicant": "申请人", "respondent": "被申请人", "other": "其他相关人"}
RESULTS = {
    SessionResult.CONTINUE: "择日再次调解",
    SessionResult.AGREED: "双方达成一致",
    SessionResult.FAILED: "未能达成一致",
    SessionResult.ABSENT: "一方未到场",
}
BLANK = "　　年　　月　　日"


def day(value: datetime.date | None) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def moment(value: datetime.datetime) -> str:
    local = timezone.localtime(value)
    return f"{day(local.date())} {local.hour}时{local.minute:02d}分"


class _Folder:
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


def missing_pieces(dispute: Dispute) -> list[str]:
    """What the folder still lacks, in the order of its sections."""
    return [piece for pieces in _Folder(dispute).missing().values() for piece in pieces]


def mediation_folder(dispute: Dispute, *, people: Sequence[Plain], made_on: datetime.date) -> Paper:
    """The whole folder: cover, application, acceptance, records, agreement, visits, judicial confirmation. The list of
    contents and what is missing are the paper's own. `people` in plain: the caller has written the look down."""
    folder = _Folder(dispute)
    missing = folder.missing()
    with translation.override("zh-hans"):
        sections = [
            _application(folder, people, missing.get("application", ())),
            _acceptance(folder, people, missing.get("acceptance", ())),
            *_records(folder, people, missing.get("sessions", ())),
            _agreement(folder, people, missing.get("agreement", ())),
            _visits(folder, missing.get("visits", ())),
        ]
        if folder.agreement is not None and folder.agreement.confirm_by is not None:
            sections.append(_confirmation(folder.agreement))
        return Paper(
            title=TITLES.get(dispute.route, TITLES[""]),
            issuer=_issuer(folder),
            number=dispute.number,
            cover=_cover(folder, people, made_on),
            sections=tuple(sections),
            footer=f"{dispute.number}　内部资料，注意保管",
        )


def _issuer(folder: _Folder) -> str:
    dispute, last = folder.dispute, folder.last
    if last is None or last.route == Route.POLICE or last.mediator_kind == MediatorKind.OFFICER:
        return dispute.station.name
    if last.mediator_kind == MediatorKind.JUSTICE:
        return f"{dispute.village.township.name}人民调解委员会"
    return f"{dispute.village.name}人民调解委员会"


def _names(people: Sequence[Plain], role: str) -> str:
    return "、".join(_shown(plain) for plain in people if plain.party.role == role) or "（待补充）"


def _shown(plain: Plain) -> str:
    if plain.party.is_minor:
        return "未成年人（不记姓名）"
    return plain.name or "姓名不详"


def _cover(folder: _Folder, people: Sequence[Plain], made_on: datetime.date) -> tuple[tuple[str, str], ...]:
    dispute, agreement = folder.dispute, folder.agreement
    return (
        ("卷　　号", dispute.number),
        ("纠纷类别", str(dispute.get_kind_display())),
        ("当事人", f"{_names(people, 'applicant')} 与 {_names(people, 'respondent')}"),
        ("调解员", folder.last.mediator.name if folder.last else "（未指定）"),
        ("受理日期", day(timezone.localtime(dispute.accepted_at).date()) if dispute.accepted_at else ""),
        ("达成协议日期", day(agreement.agreed_on) if agreement else ""),
        ("办结日期", day(timezone.localtime(dispute.closed_at).date()) if dispute.closed_at else ""),
        ("保管期限", "办结后三年"),
        ("制卷日期", day(made_on)),
    )


def _people_table(people: Sequence[Plain]) -> Table:
    rows = tuple(
        (
            SIDES[plain.party.role],
            _shown(plain),
            plain.phone,
            "监护人到场" if plain.party.is_minor else "",
        )
        for plain in people
    )
    return Table(
        ("身份", "姓名", "联系电话", "备注"), rows or (("申请人", "（待补充）", "", ""),), (2, 3, 3, 3)
    )


def _application(folder: _Folder, people: Sequence[Plain], missing: tuple[str, ...]) -> Section:
    dispute, last = folder.dispute, folder.last
    consent = last.consented_at if last else None
    police = dispute.route == Route.POLICE
    asked = f"双方当事人于{day(timezone.localtime(consent).date())}同意由本调解组织调解。" if consent else ""
    law = "治安管理处罚法" if police else "人民调解法第十七条"
    return Section(
        title="治安调解申请书" if police else "人民调解申请书",
        number=dispute.number,
        missing=missing,
        blocks=(
            _people_table(people),
            Text(f"纠纷简要情况：{dispute.words or '（已按规定清除）'}"),
            Text(f"当事人申请事项：请求就上述纠纷依法进行调解。依据：{law}。{asked}"),
            Text(
                "当事人已被告知：调解以自愿为原则，可以接受、拒绝或者要求终止调解；调解不收取任何费用；"
                "调解不成的，可以依法通过仲裁、行政、司法等途径维护自己的权利。"
            ),
            Signatures((("申请人（签名）", BLANK), ("被申请人（签名）", BLANK))),
        ),
    )


def _acceptance(folder: _Folder, people: Sequence[Plain], missing: tuple[str, ...]) -> Section:
    dispute, last = folder.dispute, folder.last
    place = f"{dispute.village.township.name}{dispute.village.name} {dispute.place_words}".strip()
    return Section(
        title="调解受理登记表",
        number=dispute.number,
        missing=missing,
        blocks=(
            Facts(
                (
                    ("纠纷编号", dispute.number),
                    ("纠纷类别", str(dispute.get_kind_display())),
                    ("风险等级", str(dispute.get_level_display())),
                    ("来源", "村（居）干部报告" if dispute.reported_by.kind == "cadre" else "民警排查"),
                    ("报告时间", moment(dispute.reported_at)),
                    ("受理时间", moment(dispute.accepted_at) if dispute.accepted_at else ""),
                    ("发生地点", place),
                    ("调解方式", str(dispute.get_route_display()) if dispute.route else "（未确定）"),
                    ("调解主体", str(last.get_mediator_kind_display()) if last else "（未指定）"),
                    ("调解员", last.mediator.name if last else "（未指定）"),
                )
            ),
            _people_table(people),
            Text(f"纠纷事实：{dispute.words or '（已按规定清除）'}"),
            Signatures((("登记人（签名）", BLANK),)),
        ),
    )


def _records(folder: _Folder, people: Sequence[Plain], missing: tuple[str, ...]) -> list[Section]:
    """One record a session; a page that says so when there is none."""
    if not folder.sessions:
        return [Section(title="调解笔录", missing=missing, blocks=(Text("尚无调解笔录。"),))]
    plain = {item.party.pk: item for item in people}
    return [
        _record(folder, session, plain, number, missing if number == 1 else ())
        for number, session in enumerate(folder.sessions, start=1)
    ]


def _record(
    folder: _Folder, session: Session, plain: dict[uuid.UUID, Plain], number: int, missing: tuple[str, ...]
) -> Section:
    came = [plain[party.pk] for party in session.came.all() if party.pk in plain]
    second = f"、{session.second.name}" if session.second else ""
    facts = [
        ("时间", moment(session.held_at)),
        ("地点", session.place),
        ("调解员", f"{session.by.name}{second}"),
        (
            "到场当事人",
            "、".join(f"{_shown(item)}（{SIDES[item.party.role]}）" for item in came) or "（未登记）",
        ),
        ("其他在场人", session.others or "无"),
        ("全程录音录像", "是" if session.recorded else "否"),
    ]
    if any(item.party.is_minor for item in plain.values()):
        facts.append(("未成年人监护人", "到场" if session.guardian_present else "未到场"))
    return Section(
        title=f"调解笔录（第{number}次）",
        number=folder.dispute.number,
        missing=missing,
        blocks=(
            Facts(tuple(facts)),
            Text(f"调解经过：{session.notes or '（已按规定清除）'}"),
            Text(f"调解结果：{RESULTS[SessionResult(session.result)]}。"),
            Text("以上笔录当事人已阅读（已向当事人宣读），与所述一致。"),
            Signatures((("当事人（签名）", BLANK), ("当事人（签名）", BLANK), ("调解员（签名）", BLANK))),
        ),
    )


def _agreement(folder: _Folder, people: Sequence[Plain], missing: tuple[str, ...]) -> Section:
    found, police = folder.agreement, folder.dispute.route == Route.POLICE
    title = "治安调解协议书" if police else "人民调解协议书"
    if found is None:
        return Section(title=title, missing=missing, blocks=(Text("尚未达成协议。"),))
    if found.form == SettlementForm.ORAL:
        title = "口头协议登记表"
    blocks: tuple[object, ...] = (
        _people_table(people),
        Text(f"纠纷主要事实：{folder.dispute.words or '（已按规定清除）'}"),
        Text("经调解，双方当事人自愿达成如下协议："),
        *(Text(line) for line in found.text.splitlines() if line.strip()),
        Facts(
            (
                ("达成日期", day(found.agreed_on)),
                ("生效日期", day(found.effective_on)),
                ("协议形式", str(found.get_form_display())),
                ("履行方式", "按协议约定"),
            )
        ),
        Signatures(
            (("当事人（签名）", BLANK), ("当事人（签名）", BLANK), ("调解员（签名）", day(found.agreed_on)))
        ),
    )
    return Section(title=title, number=found.number, missing=missing, blocks=blocks)  # type: ignore[arg-type]  # blocks


def _visits(folder: _Folder, missing: tuple[str, ...]) -> Section:
    rows = tuple(
        (
            f"第{visit.ordinal}次",
            day(visit.due_on),
            moment(visit.done_at) if visit.done_at else "未回访",
            str(visit.get_result_display()) if visit.result else "",
            visit.note,
            visit.by.name if visit.by else "",
        )
        for visit in folder.visits
    )
    head = ("次序", "应回访日期", "回访时间", "履行情况", "备注", "回访人")
    table = Table(head, rows or (("—", "", "", "", "", ""),), (2, 3, 4, 3, 4, 2))
    return Section(
        title="回访记录",
        number=folder.dispute.number,
        missing=missing,
        blocks=(table, Signatures((("回访人（签名）", BLANK),))),
    )


def _confirmation(agreement: Agreement) -> Section:
    state = {
        Confirmation.NONE: "尚未申请",
        Confirmation.APPLIED: f"已于{day(agreement.applied_on)}申请",
        Confirmation.CONFIRMED: f"已于{day(agreement.confirmed_on)}经人民法院确认有效",
        Confirmation.DECLINED: "双方当事人表示不申请",
        Confirmation.LAPSED: "期限已过，未申请",
    }[Confirmation(agreement.confirmation)]
    return Section(
        title="司法确认提示",
        blocks=(
            Text(
                "经人民调解委员会调解达成调解协议后，双方当事人认为有必要的，可以自调解协议生效之日起三十日内"
                "共同向人民法院申请司法确认（人民调解法第三十三条）。"
            ),
            Facts(
                (
                    ("协议生效日期", day(agreement.effective_on)),
                    ("可申请至", day(agreement.confirm_by)),
                    ("目前情况", state),
                    ("申请方式", "双方当事人共同申请"),
                )
            ),
        ),
    )
