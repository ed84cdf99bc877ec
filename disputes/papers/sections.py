"""The pieces of a folder, one function each."""

import uuid
from collections.abc import Sequence

from django.utils import timezone

from disputes.choices import Confirmation, Route, SessionResult, SettlementForm
from disputes.models import Agreement, Session
from disputes.operations.parties import Plain
from disputes.papers.gathering import BLANK, SIDES, Folder, day, moment, shown
from papers.paper import Block, Facts, Picture, Pictures, Section, Signatures, Table, Text
from photos.keeping import content_of

RESULTS = {
    SessionResult.CONTINUE: "择日再次调解",
    SessionResult.AGREED: "双方达成一致",
    SessionResult.FAILED: "未能达成一致",
    SessionResult.ABSENT: "一方未到场",
}


def people_table(people: Sequence[Plain]) -> Table:
    rows = tuple(
        (
            SIDES[plain.party.role],
            shown(plain),
            plain.phone,
            "监护人到场" if plain.party.is_minor else "",
        )
        for plain in people
    )
    return Table(
        ("身份", "姓名", "联系电话", "备注"), rows or (("申请人", "（待补充）", "", ""),), (2, 3, 3, 3)
    )


def application(folder: Folder, people: Sequence[Plain], missing: tuple[str, ...]) -> Section:
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
            people_table(people),
            Text(f"纠纷简要情况：{dispute.words or '（已按规定清除）'}"),
            Text(f"当事人申请事项：请求就上述纠纷依法进行调解。依据：{law}。{asked}"),
            Text(
                "当事人已被告知：调解以自愿为原则，可以接受、拒绝或者要求终止调解；调解不收取任何费用；"
                "调解不成的，可以依法通过仲裁、行政、司法等途径维护自己的权利。"
            ),
            Signatures((("申请人（签名）", BLANK), ("被申请人（签名）", BLANK))),
        ),
    )


def acceptance(folder: Folder, people: Sequence[Plain], missing: tuple[str, ...]) -> Section:
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
            people_table(people),
            Text(f"纠纷事实：{dispute.words or '（已按规定清除）'}"),
            Signatures((("登记人（签名）", BLANK),)),
        ),
    )


def pictures(folder: Folder) -> Section:
    """The photos of the dispute and of what was joined with it; one without a copy is left out, and one whose file
    is gone is named in its place."""
    shown = []
    for photo in (found for found in folder.photos if found.copy):
        own = photo.dispute_id == folder.dispute.pk
        joined = "" if own else f"（并案 {photo.dispute.number}）"
        shown.append(Picture(content_of(photo.copy), f"{moment(photo.taken_at)}拍摄{joined}"))
    return Section(title="现场照片", number=folder.dispute.number, blocks=(Pictures(tuple(shown)),))


def records(folder: Folder, people: Sequence[Plain], missing: tuple[str, ...]) -> list[Section]:
    """One record a session; a page that says so when there is none."""
    if not folder.sessions:
        return [Section(title="调解笔录", missing=missing, blocks=(Text("尚无调解笔录。"),))]
    plain = {item.party.pk: item for item in people}
    return [
        _record(folder, session, plain, number, missing if number == 1 else ())
        for number, session in enumerate(folder.sessions, start=1)
    ]


def _record(
    folder: Folder, session: Session, plain: dict[uuid.UUID, Plain], number: int, missing: tuple[str, ...]
) -> Section:
    came = [plain[party.pk] for party in session.came.all() if party.pk in plain]
    second = f"、{session.second.name}" if session.second else ""
    facts = [
        ("时间", moment(session.held_at)),
        ("地点", session.place),
        ("调解员", f"{session.by.name}{second}"),
        (
            "到场当事人",
            "、".join(f"{shown(item)}（{SIDES[item.party.role]}）" for item in came) or "（未登记）",
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


def agreement(folder: Folder, people: Sequence[Plain], missing: tuple[str, ...]) -> Section:
    found, police = folder.agreement, folder.dispute.route == Route.POLICE
    title = "治安调解协议书" if police else "人民调解协议书"
    if found is None:
        return Section(title=title, missing=missing, blocks=(Text("尚未达成协议。"),))
    if found.form == SettlementForm.ORAL:
        title = "口头协议登记表"
    blocks: tuple[Block, ...] = (
        people_table(people),
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
    return Section(title=title, number=found.number, missing=missing, blocks=blocks)


def visits(folder: Folder, missing: tuple[str, ...]) -> Section:
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


def confirmation(agreement: Agreement) -> Section:
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
