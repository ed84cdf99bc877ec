"""Ruled tables of a Word file as XML; columns have fixed widths, so that a long word cannot push them out."""

from collections.abc import Iterable, Sequence

from papers import measures
from papers.paper import Facts, Notice, Table
from papers.word_xml import paragraph

WIDTH = round(measures.WIDTH / 25.4 * 1440)  # twentieths of a point
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
GAP = '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'
SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'


def table(columns: Sequence[int], rows: Iterable[str], *, rule: int = 4, padding: int = 90) -> str:
    """`columns` in twentieths of a point, `rule` in eighths of a point (0: no rules)."""
    kind, size = ("single", rule) if rule else ("nil", 0)
    rules = "".join(
        f'<w:{edge} w:val="{kind}" w:sz="{size}" w:space="0" w:color="000000"/>' for edge in EDGES
    )
    above = 40 if rule else 0
    margins = (("top", above), ("left", padding), ("bottom", above), ("right", padding))
    sides = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in margins)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{GAP}"
    )


def row(cells: Iterable[str], *, head: bool = False, whole: bool = True) -> str:
    """`head`: repeated on each page; `whole`: not broken over two pages."""
    marks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>"


def cell(width: int, content: str, *, span: int = 1, shade: str = "", align: str = "center") -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{shade}<w:vAlign w:val="{align}"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def facts(block: Facts) -> str:
    label = round(WIDTH * measures.label_share(block.columns))
    value = round(WIDTH / block.columns) - label
    rows = []
    for pairs in block.pairs():
        # The last value of a row that is not full takes what is left.
        rest = (block.columns - len(pairs)) * (label + value)
        cells = []
        for place, (name, text) in enumerate(pairs, 1):
            more = rest if place == len(pairs) else 0
            span = 1 + 2 * (block.columns - len(pairs)) if more else 1
            cells += [
                cell(label, paragraph("FactLabel", name), shade=SHADE),
                cell(value + more, paragraph("Fact", text), span=span),
            ]
        rows.append(row(cells, whole=sum(len(text) for _name, text in pairs) < measures.SHORT_ROW))
    return table([label, value] * block.columns, rows)


def plain(block: Table) -> str:
    small = len(block.head) > measures.WIDE_TABLE
    head, body = ("SmallHead", "SmallCell") if small else ("TableHead", "TableCell")
    columns = [round(WIDTH * share) for share in measures.shares(len(block.head), block.widths)]
    rows = [
        row(
            (
                cell(width, paragraph(head, text), shade=SHADE)
                for width, text in zip(columns, block.head, strict=True)
            ),
            head=True,
        )
    ]
    rows += [
        row(
            (cell(width, paragraph(body, text)) for width, text in zip(columns, texts, strict=True)),
            whole=sum(map(len, texts)) < measures.SHORT_ROW,
        )
        for texts in block.full_rows()
    ]
    return table(columns, rows)


def notice(block: Notice) -> str:
    content = paragraph("NoticeTitle", block.title) + "".join(
        paragraph("NoticeLine", text) for text in block.lines
    )
    return table([WIDTH], [row([cell(WIDTH, content, shade=SHADE)], whole=False)], rule=18, padding=180)
