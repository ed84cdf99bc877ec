"""The look of a Word file: page, fonts, styles, feet. GB/T 9704-2012.

Styles are written as XML of our own and put in the place of the template's, which are an American office's.
"""

from dataclasses import dataclass, replace

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from papers import measures

TITLE, BODY, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
#: What stands in where a machine lacks the font; Word reads it from the file's table of fonts.
STAND_INS = {
    TITLE: "小标宋,华文中宋,宋体",
    BODY: "仿宋,华文仿宋",
    HEI: "SimHei,微软雅黑",
    KAI: "楷体,华文楷体",
}
TWIPS = 20  # a point's


@dataclass(frozen=True, slots=True)
class Style:
    """`line`: exact height of a line in points; `first`: characters by which the first line is indented."""

    font: str
    size: float
    line: float
    align: str = "left"
    first: int = 0
    bold: bool = False
    outline: int = 0
    keep: bool = False
    before: float = 0
    after: float = 0


_TEXT = Style(BODY, measures.BODY_SIZE, measures.LINE, "both")
_FACT = Style(BODY, measures.FACTS_SIZE, measures.FACTS_LINE)
_SMALL = Style(BODY, measures.TABLE_SIZE, measures.TABLE_LINE)
_TITLE = Style(TITLE, measures.TITLE_SIZE, measures.TITLE_LINE, "center", keep=True)
_NOTICE = Style(BODY, measures.NUMBER_SIZE, measures.NOTICE_LINE)
#: By the identifier that paragraphs name.
STYLES: dict[str, Style] = {
    "Normal": _TEXT,
    "BodyText": replace(_TEXT, first=2),
    "Title": replace(_TITLE, outline=1, after=measures.LINE / 2),
    "Heading1": replace(_TEXT, font=HEI, first=2, keep=True, outline=2),
    "Heading2": replace(_TEXT, font=KAI, first=2, keep=True, outline=3),
    "Heading3": replace(_TEXT, bold=True, first=2, keep=True, outline=4),
    "Issuer": replace(_TITLE, size=measures.ISSUER_SIZE),
    "PaperNumber": replace(_TEXT, align="right", keep=True, after=measures.LINE / 2),
    "CoverTitle": replace(_TITLE, size=measures.COVER_SIZE, line=46, before=72, after=24, outline=1),
    "CoverNumber": replace(_TEXT, align="center", after=36),
    "CoverIssuer": replace(_TITLE, size=measures.ISSUER_SIZE, keep=False, before=60),
    "FactLabel": replace(_FACT, font=HEI, align="center"),
    "Fact": _FACT,
    "TableHead": replace(_FACT, font=HEI, align="center"),
    "TableCell": _FACT,
    "SmallHead": replace(_SMALL, font=HEI, align="center"),
    "SmallCell": _SMALL,
    "NoticeTitle": replace(_NOTICE, font=HEI, keep=True),
    "NoticeLine": _NOTICE,
    "Picture": replace(_SMALL, line=0, align="center", keep=True),
    "Caption": replace(_SMALL, align="center"),
    "ToSign": replace(_TEXT, align="left", keep=True),
    "Footer": Style(BODY, measures.NUMBER_SIZE, 20),
    #: A paragraph must stand after a table; this one is as good as not there.
    "Gap": Style(BODY, 6, 10),
}
#: Names Word gives its own styles, where they are not our identifiers.
BUILT_IN = {"BodyText": "Body Text", "Footer": "footer", "Caption": "caption"}
AUTO = 'w:line="240" w:lineRule="auto"'
BASED_ON_NORMAL, DEFAULT = '<w:basedOn w:val="Normal"/>', ' w:default="1"'


def dress(document: Document, *, language: str, footer: str, cover: bool) -> None:
    """Page, fonts, styles and feet of an empty document. `footer` is XML-escaped text."""
    _page(document, cover=cover)
    _styles(document.styles.element, "en-GB" if language == "en" else "zh-CN")
    _fonts(document)
    _feet(document, footer, cover=cover)


def _page(document: Document, *, cover: bool) -> None:
    section = document.sections[0]
    old = section._sectPr
    for child in list(old):
        old.remove(child)
    mm = 1440 / 25.4
    # The cover is no page of the file: what follows it is page 1.
    own = '<w:pgNumType w:start="0"/><w:titlePg/>' if cover else ""
    xml = (
        f'<w:pgSz w:w="{measures.PAGE_WIDTH * mm:.0f}" w:h="{measures.PAGE_HEIGHT * mm:.0f}"/>'
        f'<w:pgMar w:top="{measures.TOP * mm:.0f}" w:right="{measures.RIGHT * mm:.0f}"'
        f' w:bottom="{measures.BOTTOM * mm:.0f}" w:left="{measures.LEFT * mm:.0f}"'
        f' w:header="{15 * mm:.0f}" w:footer="{measures.FOOT * mm:.0f}" w:gutter="0"/>{own}'
    )
    for child in parse_xml(f"<w:sectPr {nsdecls('w')}>{xml}</w:sectPr>"):
        old.append(child)


def _styles(element: BaseOxmlElement, language: str) -> None:
    """Ours in the place of the template's, but for its empty table and default character style."""
    kept = {"DefaultParagraphFont", "TableNormal", "NoList"}
    for child in list(element):
        if child.get(qn("w:styleId")) not in kept:
            element.remove(child)
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font_xml(BODY)}"
        f'<w:lang w:val="{language}" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    xml = defaults + "".join(_style(name, style) for name, style in STYLES.items())
    for place, child in enumerate(parse_xml(f"<w:styles {nsdecls('w')}>{xml}</w:styles>")):
        element.insert(place, child)


def font_xml(font: str) -> str:
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    )


def _style(name: str, style: Style) -> str:
    """In the order the schema wants. Built-in names are written as Word knows them ("heading 1")."""
    shown = f"heading {name[-1]}" if name.startswith("Heading") else BUILT_IN.get(name, name)
    normal = name == "Normal"
    between = measures.BETWEEN if style.size == measures.BODY_SIZE else 0
    first = style.first * (style.size + between) * TWIPS
    line = f'w:line="{style.line * TWIPS:.0f}" w:lineRule="exact"' if style.line else AUTO
    outline = f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"{DEFAULT if normal else ""}>'
        f'<w:name w:val="{shown}"/>{"" if normal else BASED_ON_NORMAL}<w:qFormat/>'
        f'<w:pPr><w:keepNext w:val="{int(style.keep)}"/><w:widowControl/>'
        # Long Latin words may be broken anywhere, as Chinese text is.
        '<w:wordWrap w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:spacing w:before="{style.before * TWIPS:.0f}" w:after="{style.after * TWIPS:.0f}" {line}/>'
        f'<w:ind w:firstLineChars="{style.first * 100}" w:firstLine="{first:.0f}"/>'
        f'<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f'<w:rPr>{font_xml(style.font)}<w:b w:val="{int(style.bold)}"/>'
        f'<w:spacing w:val="{between * TWIPS:.0f}"/><w:sz w:val="{style.size * 2:.0f}"/></w:rPr></w:style>'
    )


def _fonts(document: Document) -> None:
    """The table of fonts, with what stands in for each of ours."""
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for name, other in STAND_INS.items()
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{rows}</w:fonts>'
    part = next(
        part for part in document.part.package.iter_parts() if part.partname.endswith("/fontTable.xml")
    )
    part._blob = xml.encode()


def _feet(document: Document, footer: str, *, cover: bool) -> None:
    """— 1 — at the outer edge, one character in, the footer at the other; the cover bears no number."""
    section = document.sections[0]
    document.settings.odd_and_even_pages_header_footer = True
    right = round(measures.WIDTH / 25.4 * 1440)
    inset = measures.NUMBER_SIZE * TWIPS
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{right - inset}"/></w:tabs>'
    far = f'<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs>'
    size = f'<w:rPr><w:sz w:val="{measures.TABLE_SIZE * 2:.0f}"/></w:rPr>'
    small = f'<w:r>{size}<w:t xml:space="preserve">{footer}</w:t></w:r>'
    tab = "<w:r><w:tab/></w:r>"
    number = (
        '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r>'
    )
    feet = [
        (section.footer, f"{tabs}", f"{small}{tab}{number}"),
        (section.even_page_footer, f'{far}<w:ind w:left="{inset}"/>', f"{number}{tab}{small}"),
    ]
    if cover:
        feet.append((section.first_page_footer, '<w:jc w:val="center"/>', small))
    for foot, layout, runs in feet:
        foot.is_linked_to_previous = False
        for paragraph in list(foot._element):
            foot._element.remove(paragraph)
        xml = f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Footer"/>{layout}</w:pPr>{runs}</w:p>'
        foot._element.append(parse_xml(xml))
