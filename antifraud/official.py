"""The papers of this room, in the official language: the statement of a report of fraud."""

import datetime

from django.utils import timezone

from antifraud.models import FraudReport, Line
from antifraud.operations.persons import Person
from antifraud.rules import yuan
from papers.paper import Block, Facts, Heading, Paper, Section, Signatures, Table, Text

LANGUAGE = "zh-CN"


def moment(at: datetime.datetime | None) -> str:
    if at is None:
        return "—"
    local = timezone.localtime(at)
    return f"{local.year}年{local.month}月{local.day}日{local.hour}时{local.minute:02d}分"


def short(at: datetime.datetime) -> str:
    local = timezone.localtime(at)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def day(at: datetime.datetime) -> str:
    local = timezone.localtime(at)
    return f"{local.year}年{local.month}月{local.day}日"


def statement(report: FraudReport, lines: list[Line], *, person: Person, at: datetime.datetime) -> Paper:
    """诈骗警情处置情况: what happened, where every fen is, each line with its attempts, how it ended. Call it with the
    lines' contacts, attempts and milestones at hand and the official language switched on."""
    title = "诈骗警情处置情况说明"
    blocks: tuple[Block, ...] = (
        Heading("一、基本情况"),
        Facts(rows=_facts(report, person), columns=2),
        Text(report.words or "（未记明经过）"),
        Heading("二、资金情况"),
        Table(
            head=("涉案金额（元）", "已返还", "已止付", "已损失", "尚在追查"),
            rows=(
                tuple(
                    yuan(fen)
                    for fen in (
                        report.amount_fen,
                        report.returned_fen,
                        report.stopped_fen,
                        report.lost_fen,
                        report.open_fen,
                    )
                ),
            ),
        ),
        Heading("三、处置措施"),
        *(block for number, line in enumerate(lines, start=1) for block in _line(number, line)),
        Heading("四、处置结果"),
        *_steps(report),
        Signatures(lines=((report.station.name, day(at)),)),
        Text("本说明含公民个人信息，按规定保管和使用，不得外传。", plain=True),
    )
    return Paper(
        title=title,
        sections=(Section(title=title, blocks=blocks, number=report.statement_number),),
        issuer=report.station.name,
        number=report.statement_number,
        footer=report.number,
        language=LANGUAGE,
    )


def _facts(report: FraudReport, person: Person) -> tuple[tuple[str, str], ...]:
    return (
        ("警情编号", report.number),
        ("状态", str(report.get_status_display())),
        ("报警时间", moment(report.received_at)),
        ("转出时间", moment(report.transferred_at)),
        ("诈骗类型", str(report.get_kind_display())),
        ("资金渠道", str(report.get_channel_display())),
        ("报警人", person.name or "—"),
        ("联系电话", person.phone or "—"),
        ("村（居）", report.village.name if report.village else "—"),
        ("承办人", report.handler.name if report.handler else "—"),
    )


def _line(number: int, line: Line) -> tuple[Block, ...]:
    """One line: with whom, each attempt, what others did, what came of it."""
    contact = line.contact.name if line.contact else ""
    head = f"（{_numeral(number)}）{line.get_kind_display()}{f'：{contact}' if contact else ''}"
    rows = tuple(
        (
            short(attempt.at),
            attempt.by.name,
            f"{attempt.get_way_display()}{f'，{attempt.spoke_to}' if attempt.spoke_to else ''}",
            f"{attempt.get_answer_display()}{f'：{attempt.words}' if attempt.words else ''}",
            attempt.next_step,
        )
        for attempt in line.attempts.all()
    )
    blocks: list[Block] = [Heading(head, level=2)]
    if rows:
        blocks.append(
            Table(head=("时间", "民警", "方式及对象", "答复", "下一步"), rows=rows, widths=(3, 2, 4, 6, 4))
        )
    else:
        blocks.append(Text("未联系。"))
    for found in line.milestones.all():
        reference = f"，回执号{found.reference}" if found.reference else ""
        blocks.append(
            Text(f"{found.get_kind_display()}：自{moment(found.at)}至{moment(found.until)}{reference}。")
        )
    money = [
        f"{words}{yuan(fen)}元"
        for words, fen in (("返还", line.returned_fen), ("止付", line.stopped_fen), ("损失", line.lost_fen))
        if fen
    ]
    result = str(line.get_outcome_display()) if line.outcome else "未有结果"
    blocks.append(Text(f"结果：{result}{'，' if money else ''}{'，'.join(money)}。"))
    return tuple(blocks)


def _steps(report: FraudReport) -> tuple[Text, ...]:
    found = []
    for step in report.steps.all():
        said = step.words.rstrip("。")
        done = f"{moment(step.at)}，{step.by.name}：{step.get_action_display()}"
        found.append(Text(f"{done}，{said}。" if said else f"{done}。"))
    return tuple(found)


def _numeral(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return f"{digits[tens] if tens > 1 else ''}十{digits[ones] if ones else ''}"
