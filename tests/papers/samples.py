"""A folder of the kind that a dispute leaves, and readers of the files it becomes."""

import io
import re
import subprocess
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentFile
from PIL import Image

from papers.paper import (
    Facts,
    Heading,
    NewPage,
    Notice,
    Paper,
    Picture,
    Pictures,
    Section,
    Signatures,
    Table,
    Text,
)

STORY = (
    "2026年8月3日19时许，上坪村村民李某与邻居张某因屋后排水沟的走向发生争吵。双方各执一词，李某认为张某新建的围墙"
    "占用了公共排水沟，致使雨水倒灌进自家厨房；张某则称围墙按宅基地证所载四至砌筑。"
)


def photo(colour: str = "red", size: tuple[int, int] = (1600, 1200), *, exif: bytes = b"") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, "JPEG", exif=exif)
    return made.getvalue()


def folder() -> Paper:
    """Four pieces with one of each kind of block; two of them lack something."""
    return Paper(
        title="矛盾纠纷调解卷宗",
        number="CY-JF-20260803-0001",
        issuer="永安市公安局曹远派出所",
        footer="曹远派出所 内部资料",
        cover=(("当事人", "李某、张某"), ("类别", "邻里纠纷"), ("受理日期", "2026年8月4日")),
        sections=(
            Section(
                "人民调解申请书",
                (
                    Facts((("申请人", "李某"), ("被申请人", "张某"), ("简述", STORY))),
                    Heading("一、申请事项"),
                    Text("请求就排水沟走向一事主持调解。"),
                    Heading("（一）经过", 2),
                    Text(STORY),
                    Heading("1. 证人", 3),
                    Text("顶格的一段。", plain=True),
                    Signatures((("申请人", "2026年8月4日"),)),
                ),
                number="曹调申〔2026〕12号",
                missing=("申请人签名",),
            ),
            Section(
                "调解笔录",
                (
                    Table(
                        ("序号", "到场人", "意见"), (("1", "李某", "同意"), ("2", "张某", "同意")), (1, 2, 6)
                    ),
                    Signatures((("当事人", ""), ("当事人", ""), ("调解员", ""))),
                ),
            ),
            Section(
                "人民调解协议书",
                (
                    Text(STORY),
                    Pictures((Picture(photo(), "调解前的排水沟"), Picture(photo("green"), "调解后的排水沟"))),
                    NewPage(),
                    Notice("注意", ("司法确认须自协议生效之日起三十日内共同申请。",)),
                ),
            ),
            Section("回访记录", (Text("双方和好。"),), missing=("三十日回访", "回访人签名")),
        ),
    )


def one_text(text: str) -> Paper:
    return Paper(title="一件", sections=(Section("一件", (Text(text),)),))


def opened(content: bytes) -> DocumentFile:
    return Document(io.BytesIO(content))


def word_words(content: bytes) -> str:
    """Every text of a Word file in the order it is read, without white space."""
    body = opened(content).element.body
    return re.sub(r"\s", "", "".join(found.text or "" for found in body.iter("{*}t")))


def pdf_pages(content: bytes, folder: Path) -> list[str]:
    """The text of each page of a PDF file as it lies on the paper."""
    file = folder / "paper.pdf"
    file.write_bytes(content)
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, check=True
    ).stdout.decode()
    return text.removesuffix("\f").split("\f")


def pdf_words(content: bytes, folder: Path) -> str:
    return re.sub(r"\s", "", "".join(pdf_pages(content, folder)))
