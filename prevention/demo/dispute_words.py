"""What people of the demo quarrel about (quarrels.csv), and how it is settled. All invented; no names."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Quarrel:
    kind: str
    level: str
    words: str
    place: str
    said: str
    agreed: str


def _quarrels() -> tuple[Quarrel, ...]:
    """A stroke in the agreement stands for a new line."""
    with Path(__file__).with_name("quarrels.csv").open(encoding="utf-8", newline="") as lines:
        found = [Quarrel(**row) for row in csv.DictReader(lines)]
    return tuple(
        Quarrel(row.kind, row.level, row.words, row.place, row.said, row.agreed.replace("/", "\n"))
        for row in found
    )


QUARRELS = _quarrels()
DEPARTMENTS = ("镇劳动监察中队", "镇自然资源所", "市场监督管理所", "镇村建设办公室", "永安市生态环境局")
REFUSALS = (
    "此事已在人民法院审理，请按法院通知参加诉讼。",
    "双方已自行和好，无需再处理。",
    "属于村民会议表决事项，请向村委会提出。",
)
FAILURES = ("一方始终不同意任何方案", "金额差距太大，双方都要求上法院", "一方三次不到场")
ANSWERS = (
    "已安排民警上门了解情况。",
    "村里约好双方周六来谈。",
    "情况已掌握，正在联系有关部门。",
    "双方都愿意谈，先冷静两天。",
)
PLACES = ("村委会调解室", "司法所调解室", "派出所调解室", "当事人家中", "村民文化室")
VISITS = ("双方和气，照协议办。", "款已付清，双方签收。", "路过看过，没有再吵。", "电话和上门都问过，满意。")
RELAPSES = ("因为天旱又吵了起来。", "尾款没付清，又上门。", "酒后又说起旧事，吵了一架。")
MORE = ("今天又碰见吵了几句。", "老人说想尽快解决。", "对方亲戚也来了。", "已劝住，等村里通知。")
