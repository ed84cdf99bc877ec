"""The mediation folder (人民调解卷宗) in its customary layout. Official papers are Chinese whatever the reader reads, so
their words stand here and not in the catalogue."""

import datetime
from collections.abc import Sequence

from django.utils import timezone, translation

from disputes.choices import MediatorKind, Route
from disputes.models import Dispute
from disputes.operations.parties import Plain
from disputes.papers.gathering import Folder, day, names
from disputes.papers.sections import (
    acceptance,
    agreement,
    application,
    confirmation,
    pictures,
    records,
    visits,
)
from papers.paper import Paper

TITLES = {
    Route.PEOPLES: "人民调解卷宗",
    Route.POLICE: "治安调解卷宗",
    Route.DEPARTMENT: "矛盾纠纷卷宗",
    "": "矛盾纠纷卷宗",
}


def missing_pieces(dispute: Dispute) -> list[str]:
    """What the folder still lacks, in the order of its sections."""
    return [piece for pieces in Folder(dispute).missing().values() for piece in pieces]


def mediation_folder(dispute: Dispute, *, people: Sequence[Plain], made_on: datetime.date) -> Paper:
    """The whole folder: cover, application, acceptance, records, agreement, visits, photos, judicial confirmation. The
    list of contents and what is missing are the paper's own. `people` in plain: the caller has written the look down."""
    folder = Folder(dispute)
    missing = folder.missing()
    with translation.override("zh-hans"):
        sections = [
            application(folder, people, missing.get("application", ())),
            acceptance(folder, people, missing.get("acceptance", ())),
            *records(folder, people, missing.get("sessions", ())),
            agreement(folder, people, missing.get("agreement", ())),
            visits(folder, missing.get("visits", ())),
        ]
        if any(photo.copy for photo in folder.photos):
            sections.append(pictures(folder))
        if folder.agreement is not None and folder.agreement.confirm_by is not None:
            sections.append(confirmation(folder.agreement))
        return Paper(
            title=TITLES.get(dispute.route, TITLES[""]),
            issuer=issuer(folder),
            number=dispute.number,
            cover=cover(folder, people, made_on),
            sections=tuple(sections),
            footer=f"{dispute.number}　内部资料，注意保管",
        )


def issuer(folder: Folder) -> str:
    dispute, last = folder.dispute, folder.last
    if last is None or last.route == Route.POLICE or last.mediator_kind == MediatorKind.OFFICER:
        return dispute.station.name
    if last.mediator_kind == MediatorKind.JUSTICE:
        return f"{dispute.village.township.name}人民调解委员会"
    return f"{dispute.village.name}人民调解委员会"


def cover(folder: Folder, people: Sequence[Plain], made_on: datetime.date) -> tuple[tuple[str, str], ...]:
    dispute, agreement = folder.dispute, folder.agreement
    return (
        ("卷　　号", dispute.number),
        ("纠纷类别", str(dispute.get_kind_display())),
        ("当事人", f"{names(people, 'applicant')} 与 {names(people, 'respondent')}"),
        ("调解员", folder.last.mediator.name if folder.last else "（未指定）"),
        ("受理日期", day(timezone.localtime(dispute.accepted_at).date()) if dispute.accepted_at else ""),
        ("达成协议日期", day(agreement.agreed_on) if agreement else ""),
        ("办结日期", day(timezone.localtime(dispute.closed_at).date()) if dispute.closed_at else ""),
        ("保管期限", "办结后三年"),
        ("制卷日期", day(made_on)),
    )
