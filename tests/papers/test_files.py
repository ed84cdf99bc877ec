"""A paper as a Word file and as a PDF file: the same words, the customary layout, nothing of persons or machines."""

import io
import re
import subprocess
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from papers.front import contents, language_of, notice
from papers.paper import Facts, Paper, Picture, Pictures, Section, Signatures, Table
from papers.pdf import _engine, to_pdf
from papers.word import to_docx
from tests.papers.samples import STORY, folder, one_text, opened, pdf_pages, pdf_words, photo, word_words

MAKERS = (to_docx, to_pdf)


def words(make: Any, paper: Paper, tmp_path: Path) -> str:
    return word_words(make(paper)) if make is to_docx else pdf_words(make(paper), tmp_path)


def everything_said(paper: Paper) -> list[str]:
    """Every text of the description, without white space."""
    said = [paper.title, paper.number, paper.issuer, *(text for pair in paper.cover for text in pair)]

    def strings(value: Any) -> None:
        if isinstance(value, str):
            said.append(value)
        elif isinstance(value, tuple):
            for part in value:
                strings(part)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                strings(getattr(value, name))

    strings(paper.sections)
    return [re.sub(r"\s", "", text) for text in said if text]


# ---- the same words


def test_everything_that_is_said_stands_in_the_word_file() -> None:
    found = word_words(to_docx(folder()))
    assert [text for text in everything_said(folder()) if text not in found] == []


def test_word_and_pdf_say_the_same(tmp_path: Path) -> None:
    """Character by character, but for their order: cells that stand beside each other are read line by line in a PDF."""
    paper = folder()
    # Feet are on every page of the one and once in the other; numbers of pages only in the one.
    in_word, in_pdf = word_words(to_docx(paper)), pdf_words(to_pdf(paper), tmp_path)
    in_pdf = re.sub(r"—\d+—", "", in_pdf).replace(re.sub(r"\s", "", paper.footer), "")
    assert sorted(in_word) == sorted(in_pdf)


@pytest.mark.parametrize("make", MAKERS)
def test_the_same_paper_is_the_same_file(make: Any) -> None:
    first = make(folder())
    time.sleep(2.1)  # a zip file's times are exact to two seconds
    assert make(folder()) == first


# ---- layout


def test_the_word_file_has_the_page_of_the_standard() -> None:
    document = opened(to_docx(folder()))
    page = document.sections[0]
    found = (
        page.page_width,
        page.page_height,
        page.top_margin,
        page.bottom_margin,
        page.left_margin,
        page.right_margin,
    )
    for length, wanted in zip(found, (210, 297, 37, 35, 28, 26), strict=True):
        assert length is not None
        assert abs(length - Mm(wanted)) < Mm(0.1)


@pytest.mark.parametrize(
    ("text", "font", "size", "indent", "alignment"),
    [
        ("人民调解申请书", "方正小标宋简体", 22, None, "center"),
        ("一、申请事项", "黑体", 16, "200", "both"),
        ("（一）经过", "楷体_GB2312", 16, "200", "both"),
        ("1. 证人", "仿宋_GB2312", 16, "200", "both"),
        (STORY, "仿宋_GB2312", 16, "200", "both"),
        ("顶格的一段。", "仿宋_GB2312", 16, "0", "both"),
    ],
)
def test_paragraphs_have_fonts_and_sizes_of_the_standard(
    text: str, font: str, size: int, indent: str | None, alignment: str
) -> None:
    document = opened(to_docx(folder()))
    paragraph = next(found for found in document.paragraphs if found.text == text)
    assert paragraph.style is not None
    style = paragraph.style.element
    fonts = style.find(f".//{qn('w:rFonts')}")
    assert {fonts.get(qn(f"w:{script}")) for script in ("eastAsia", "ascii", "hAnsi")} == {font}
    assert style.find(f".//{qn('w:sz')}").get(qn("w:val")) == str(size * 2)
    assert style.find(f".//{qn('w:jc')}").get(qn("w:val")) == alignment
    if indent is not None:
        assert style.find(f".//{qn('w:ind')}").get(qn("w:firstLineChars")) == indent


def test_fonts_that_a_machine_lacks_have_stand_ins() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(folder()))) as file:
        table = file.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,华文仿宋"/>' in table


def test_a_full_page_of_the_pdf_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    pages = pdf_pages(
        to_pdf(Paper("一件", (Section("一件", (*one_text("天" * 3000).sections[0].blocks,)),))), tmp_path
    )
    lines = [line.strip() for line in pages[1].splitlines() if "天" in line]
    assert len(lines) == 22
    assert {len(line) for line in lines} == {28}


def test_pages_are_numbered_at_the_outer_edge_and_the_cover_is_not(tmp_path: Path) -> None:
    pages = pdf_pages(to_pdf(folder()), tmp_path)
    feet = [page.rstrip().splitlines()[-1] for page in pages]
    assert "—" not in feet[0]
    for number, foot in enumerate(feet[1:], 1):
        assert f"—{number}—" in foot.replace(" ", "")
        assert "曹远派出所 内部资料" in foot
        assert foot.rstrip().endswith("—") == (number % 2 == 1), foot


def test_the_word_file_numbers_its_pages_too() -> None:
    document = opened(to_docx(folder()))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert document.settings.odd_and_even_pages_header_footer
    for foot in (section.footer, section.even_page_footer):
        assert "— 1 —" in foot.paragraphs[0].text or " PAGE " in foot._element.xml
        assert "曹远派出所 内部资料" in foot.paragraphs[0].text
    assert " PAGE " not in section.first_page_footer._element.xml


def test_each_section_begins_on_a_new_page(tmp_path: Path) -> None:
    pages = pdf_pages(to_pdf(folder()), tmp_path)
    for section in folder().sections:
        assert sum(page.strip().startswith(section.title) for page in pages) == 1, section.title
    titles = [
        found for found in opened(to_docx(folder())).paragraphs if found.style and found.style.name == "Title"
    ]
    assert len(titles) == 5  # the list of contents and four pieces
    assert all(found.paragraph_format.page_break_before for found in titles)


def test_what_stands_alone_has_its_issuer_over_its_title_and_no_cover(tmp_path: Path) -> None:
    paper = Paper("通知书", (Section("通知书", (), number="〔2026〕1号"),), issuer="曹远派出所")
    (page,) = pdf_pages(to_pdf(paper), tmp_path)
    assert "".join(page.split()) == "曹远派出所通知书〔2026〕1号—1—"
    assert [found.text for found in opened(to_docx(paper)).paragraphs] == [
        "曹远派出所",
        "通知书",
        "〔2026〕1号",
    ]


# ---- what is missing


def test_missing_pieces_are_named_on_the_first_page_and_in_the_contents(tmp_path: Path) -> None:
    pages = pdf_pages(to_pdf(folder()), tmp_path)
    for text in ("申请人签名", "三十日回访", "回访人签名"):
        assert text in pages[0]
        assert set(text) <= set(pages[1])
        assert word_words(to_docx(folder())).count(text) == 2
    found = notice(folder())
    assert found is not None
    assert len(found.lines) == 2


def test_a_file_that_lacks_nothing_says_nothing_of_it() -> None:
    assert notice(one_text("x")) is None
    assert contents(one_text("x")) is None


# ---- signatures


def test_who_signs_gets_a_line_and_who_seals_gets_none(tmp_path: Path) -> None:
    blocks = (Signatures((("曹远派出所", "2026年9月1日"),)), Signatures((("当事人", ""), ("见证人：", ""))))
    paper = Paper("通知书", (Section("通知书", blocks),), issuer="曹远派出所")
    for make in MAKERS:
        found = words(make, paper, tmp_path)
        assert re.search(r"曹远派出所2026年9月1日", found)
        assert re.search(r"当事人[:：]_{8,}", found)
        assert re.search(r"见证人：_{8,}", found)


def test_a_long_office_signs_below_its_name() -> None:
    who = "永安市曹远镇人民调解委员会联合调解工作室"
    paper = Paper("x", (Section("x", (Signatures(((who, ""),)),)),))
    (cell,) = [cell for cell in opened(to_docx(paper)).tables[0].rows[0].cells if cell.text]
    assert re.match(rf"{who}[:：] ?\n_{{20}}\n", cell.text)


# ---- what people type


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ('a & b <script>alert(1)</script> "q" \'', 'a&b<script>alert(1)</script>"q"\''),
        ("&lt; {{ x }} {% y %}", "&lt;{{x}}{%y%}"),
        ("甲\x00乙\x0b丙\x1f丁\ufffe戊\ud83d己", "甲乙丙丁戊己"),
        ("金额\u202e000,1\u202c元", "金额000,1元"),
        ("一行\r\n又一行\u2028第三行", "一行又一行第三行"),
        ("𠮷野家·阿依古丽", "𠮷野家·阿依古丽"),
    ],
)
def test_whatever_was_typed_is_written_as_it_is(make: Any, typed: str, written: str, tmp_path: Path) -> None:
    paper = Paper(
        typed,
        (
            Section(
                typed,
                (*one_text(typed).sections[0].blocks, Facts(((typed, typed),)), Table((typed,), ((typed,),))),
            ),
        ),
        issuer=typed,
        footer=typed,
        cover=((typed, typed),),
    )
    assert words(make, paper, tmp_path).count(written) >= 8


def test_nothing_is_fetched_whatever_a_text_says(tmp_path: Path) -> None:
    _weasyprint, fetcher, _sheet = _engine()
    for address in ("file:///etc/passwd", "http://127.0.0.1:1/x.png", "https://example.com/x"):
        with pytest.raises(ValueError, match="disallowed protocol"):
            fetcher(address)
    source = "</p><img src='file:///etc/hostname'><style>@import url(http://127.0.0.1:1/)</style>"
    assert "<imgsrc='file:///etc/hostname'>" in pdf_words(to_pdf(one_text(source)), tmp_path)


@pytest.mark.parametrize("make", MAKERS)
def test_a_row_shorter_or_longer_than_the_head_is_no_fault(make: Any, tmp_path: Path) -> None:
    table = Table(("甲", "乙"), (("一",), ("二", "三", "四"), ()), (1, 2, 3))
    found = words(
        make, Paper("x", (Section("x", (table, Facts(()), Signatures(()), Pictures(()))),)), tmp_path
    )
    assert "二三" in found
    assert "四" not in found


# ---- size


def test_long_words_and_long_tables_stay_inside_the_page(tmp_path: Path) -> None:
    rows = tuple((str(row), "A" * 300 if row == 7 else "无", "情况说明" * 3, "w" * 80) for row in range(200))
    paper = Paper("台账", (Section("台账", (Table(("序号", "编号", "说明", "网址"), rows, (1, 3, 4, 3)),)),))
    pages = pdf_pages(to_pdf(paper), tmp_path)
    assert len(pages) > 5
    assert all("序号" in page and "网址" in page for page in pages)  # the head is repeated
    assert sum(page.count("情况说明情况说明情况说明") for page in pages) == 200
    assert sum(page.count("A") for page in pages) == 300
    edge = max(right_edges(to_pdf(paper), tmp_path))
    assert edge <= (210 - 26) / 25.4 * 72 + 1
    table = opened(to_docx(paper)).tables[0]
    assert len(table.rows) == 201
    assert table._tbl.tr_lst[0].xpath("w:trPr/w:tblHeader")
    assert not table.autofit


def right_edges(content: bytes, folder: Path) -> list[float]:
    (folder / "edges.pdf").write_bytes(content)
    found = subprocess.run(["pdftotext", "-bbox", folder / "edges.pdf", "-"], capture_output=True, check=True)
    return [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', found.stdout.decode())]


def test_a_row_longer_than_a_page_goes_on_over_the_next(tmp_path: Path) -> None:
    paper = Paper("x", (Section("x", (Facts((("经过", "字" * 3000),)),)),))
    assert pdf_words(to_pdf(paper), tmp_path).count("字") == 3000
    row = opened(to_docx(paper)).tables[0]._tbl.tr_lst[0]
    assert not row.xpath("w:trPr/w:cantSplit")


def test_a_folder_is_made_within_its_budget() -> None:
    """A PDF day book in a second, Word in two; tested wider, because the machine is shared."""
    to_pdf(one_text("x"))  # the engine is loaded once a process
    begun = time.perf_counter()
    to_pdf(folder())
    done = time.perf_counter()
    to_docx(folder())
    assert done - begun < 3
    assert time.perf_counter() - done < 2


# ---- pictures


def pictures_of(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return [file.read(name) for name in sorted(file.namelist()) if name.startswith("word/media/")]


def test_pictures_are_made_small_and_lose_what_the_camera_wrote() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Phone of Mr Wang"
    exif[0x0112] = 6  # lies on its side
    paper = Paper(
        "x", (Section("x", (Pictures((Picture(photo("blue", (4000, 3000), exif=exif.tobytes())),)),)),)
    )
    (kept,) = pictures_of(to_docx(paper))
    with Image.open(io.BytesIO(kept)) as image:
        assert max(image.size) == 1100
        assert image.height > image.width
        assert not image.getexif()
    assert b"Mr Wang" not in kept
    assert b"Mr Wang" not in to_pdf(paper)
    (shape,) = opened(to_docx(paper)).inline_shapes
    assert shape.height <= Mm(110)


def test_two_pictures_stand_side_by_side() -> None:
    document = opened(to_docx(folder()))
    (row,) = next(table for table in document.tables if "调解前的排水沟" in table.rows[0].cells[0].text).rows
    assert [cell.text.strip() for cell in row.cells] == ["调解前的排水沟", "调解后的排水沟"]
    assert all(shape.width <= Mm(75) for shape in document.inline_shapes)


@pytest.mark.parametrize("make", MAKERS)
def test_a_picture_that_is_none_is_named_and_the_paper_is_made(make: Any, tmp_path: Path) -> None:
    paper = Paper(
        "x", (Section("x", (Pictures((Picture(b"no picture", "坏图"), Picture(photo()[:900], "半张"))),)),)
    )
    found = words(make, paper, tmp_path)
    assert "坏图" in found
    assert "半张" in found


# ---- nothing of persons or machines


def test_the_word_file_names_nobody() -> None:
    content = to_docx(folder())
    properties = opened(content).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == "矛盾纠纷调解卷宗"
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        assert not [name for name in file.namelist() if "thumbnail" in name]
        assert "python-docx" not in file.read("docProps/core.xml").decode()


def test_the_pdf_file_names_nobody() -> None:
    content = to_pdf(folder())
    assert b"/Author" not in content
    assert b"/CreationDate" not in content


@pytest.mark.parametrize(
    ("tag", "language"), [("zh-CN", "zh-hans"), ("en", "en"), ("en-GB", "en"), ("xx", "zh-hans")]
)
def test_labels_are_in_the_language_of_the_paper(tag: str, language: str) -> None:
    assert language_of(Paper("x", (), language=tag)) == language
