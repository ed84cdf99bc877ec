"""The papers of this room, in the official language: the order to put a hazard right, the letter that transfers it."""

import datetime

from django.utils import timezone

from hazards.choices import Stage
from hazards.models import Hazard, HazardPhoto, RectificationOrder, Transfer
from papers.paper import Block, Facts, Paper, Picture, Pictures, Section, Signatures, Text
from photos.keeping import content_of

LANGUAGE = "zh-CN"
BASIS = "《中华人民共和国消防法》第五十三条、第五十四条和《中华人民共和国治安管理处罚法》的有关规定"


def day(moment: datetime.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日"


def last_day(until: datetime.datetime) -> str:
    """A deadline is the midnight after its last day."""
    return day(until - datetime.timedelta(seconds=1))


def order_paper(order: RectificationOrder, photos: list[HazardPhoto]) -> Paper:
    """责令限期整改通知书, in two copies: one is handed over, one is kept with the receipt."""
    found = order.hazard
    blocks: tuple[Block, ...] = (
        Text(f"{order.addressee}：", plain=True),
        Text(f"经检查，你单位（场所）存在下列隐患：{found.words}"),
        Text(
            f"根据{BASIS}，现责令你单位（场所）于{last_day(order.rectify_by)}前整改完毕，"
            f"并将整改情况报告我所。整改要求：{order.demands}"
        ),
        Text(
            "整改期间，应当采取措施防止发生事故。期满后我所将进行复查；逾期不整改的，依法移送有关部门处理。"
        ),
        Facts(rows=_facts(found), columns=1),
        *_pictures(photos),
        Text("如对本通知不服，可以依法申请行政复议或者提起行政诉讼。"),
        Signatures(lines=((found.station.name, day(order.issued_at)),)),
        Text("本通知书一式两份，一份交被责令单位（场所），一份附卷。", plain=True),
        Signatures(lines=(("检查人", ""), ("被检查单位（场所）签收", ""))),
    )
    title = "责令限期整改通知书"
    return Paper(
        title=title,
        sections=(Section(title=title, blocks=blocks, number=order.number),),
        issuer=found.station.name,
        number=order.number,
        footer=f"{found.number}",
        language=LANGUAGE,
    )


def transfer_paper(sent: Transfer, photos: list[HazardPhoto], *, to: str) -> Paper:
    """移送函."""
    found = sent.hazard
    blocks: tuple[Block, ...] = (
        Text(f"{to}：", plain=True),
        Text(
            f"我所在工作中发现下列隐患，属你单位职责范围，现移送你单位依法处理，并请将处理结果于"
            f"{last_day(sent.answer_by)}前函复我所。"
        ),
        Text(f"隐患情况：{found.words}"),
        Text(f"提请事项：{sent.words}"),
        Facts(rows=_facts(found), columns=1),
        *_pictures(photos),
        *((Text("本函同时抄送乡镇人民政府。", plain=True),) if sent.town_informed else ()),
        Signatures(lines=((found.station.name, day(sent.sent_at)),)),
    )
    title = "隐患移送函"
    return Paper(
        title=title,
        sections=(Section(title=title, blocks=blocks, number=sent.number),),
        issuer=found.station.name,
        number=sent.number,
        footer=f"{found.number}",
        language=LANGUAGE,
    )


def _facts(found: Hazard) -> tuple[tuple[str, str], ...]:
    return (
        ("隐患编号", found.number),
        ("隐患类别", str(found.get_kind_display())),
        ("风险等级", str(found.get_level_display())),
        ("地点", " ".join(str(part) for part in (found.village, found.place) if part)),
        ("发现时间", day(found.found_at)),
    )


def _pictures(photos: list[HazardPhoto]) -> tuple[Pictures, ...]:
    """At most two from before, side by side; one whose file is gone is named in its place."""
    shown = [photo for photo in photos if photo.stage == Stage.BEFORE and photo.copy][:2]
    pictures = tuple(Picture(content_of(photo.copy), f"现场照片 {day(photo.taken_at)}") for photo in shown)
    return (Pictures(side_by_side=pictures),) if pictures else ()
