"""A paper as the HTML that its PDF is made from. Every text is escaped where it is put in."""

import base64
from collections.abc import Iterable, Iterator
from html import escape
from typing import assert_never

from papers import front, measures
from papers.clean import clean, lines
from papers.paper import (
    Block,
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
from papers.pictures import printed


def page(paper: Paper) -> str:
    """The whole page, without styles."""
    notice, contents = front.notice(paper), front.contents(paper)
    sections = [*([contents] if contents else ()), *paper.sections]
    return (
        f'<!doctype html><html lang="{escape(paper.language)}"><head><meta charset="utf-8">'
        f"<title>{_text(paper.title)}</title></head><body>"
        + "".join(_cover(paper, notice) if paper.cover else _letterhead(paper, notice))
        + "".join(
            _section(section, issuer=paper.issuer, joined=not paper.cover and place == 0)
            for place, section in enumerate(sections)
        )
        + "</body></html>"
    )


def _text(text: str) -> str:
    return "<br>".join(escape(line) for line in lines(text))


def _element(tag: str, kind: str, text: str) -> str:
    return f'<{tag} class="{kind}">{_text(text)}</{tag}>'


def _cover(paper: Paper, notice: Notice | None) -> Iterator[str]:
    yield '<div class="cover">' + _element("h1", "title", paper.title) + _element("p", "number", paper.number)
    yield _facts(Facts(paper.cover, columns=1))
    if notice:
        yield _notice(notice)
    if paper.issuer:
        yield _element("p", "issuer", paper.issuer)
    yield "</div>"


def _letterhead(paper: Paper, notice: Notice | None) -> Iterator[str]:
    if notice:
        yield _notice(notice)
    if paper.issuer:
        yield _element("p", "issuer", paper.issuer)


def _section(section: Section, *, issuer: str, joined: bool) -> str:
    """`joined`: what stands before it shares its page."""
    return (
        f'<section class="section{" joined" if joined else ""}">'
        + _element("h1", "title", section.title)
        + (_element("p", "number", section.number) if section.number else "")
        + "".join(part for block in section.blocks for part in _block(block, issuer))
        + "</section>"
    )


def _block(block: Block, issuer: str) -> Iterator[str]:
    match block:
        case Heading():
            level = min(3, max(1, block.level))
            yield _element(f"h{level + 1}", f"h{level}", block.text)
        case Text():
            for line in lines(block.text):
                yield _element("p", "" if block.plain else "first", line)
        case Facts():
            yield _facts(block)
        case Table():
            yield _table(block)
        case Pictures():
            yield from map(_pictures, block.pairs())
        case Signatures():
            yield _signatures(block, issuer)
        case Notice():
            yield _notice(block)
        case NewPage():
            yield '<div class="page"></div>'
        case _:
            assert_never(block)


def _columns(parts: Iterable[float]) -> str:
    return "<colgroup>" + "".join(f'<col style="width: {part:.4%}">' for part in parts) + "</colgroup>"


def _row(cells: str, texts: Iterable[str]) -> str:
    """Not broken over two pages unless it is long."""
    kind = "whole" if sum(map(len, texts)) < measures.SHORT_ROW else "long"
    return f'<tr class="{kind}">{cells}</tr>'


def _facts(block: Facts) -> str:
    label = measures.label_share(block.columns)
    rows = []
    for pairs in block.pairs():
        # The last value of a row that is not full takes what is left.
        spans = [1] * (len(pairs) - 1) + [1 + 2 * (block.columns - len(pairs))]
        cells = "".join(
            f'{_element("th", "label", name)}<td colspan="{span}">{_text(text)}</td>'
            for (name, text), span in zip(pairs, spans, strict=True)
        )
        rows.append(_row(cells, (text for _name, text in pairs)))
    columns = _columns([label, 1 / block.columns - label] * block.columns)
    return f'<table class="facts">{columns}{"".join(rows)}</table>'


def _table(block: Table) -> str:
    kind = "small" if len(block.head) > measures.WIDE_TABLE else "large"
    head = "".join(_element("th", "head", text) for text in block.head)
    body = "".join(
        _row("".join(f"<td>{_text(text)}</td>" for text in texts), texts) for texts in block.full_rows()
    )
    columns = _columns(measures.shares(len(block.head), block.widths))
    return f'<table class="{kind}">{columns}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _notice(block: Notice) -> str:
    words = "".join(_element("p", "line", text) for text in block.lines)
    return f'<div class="notice">{_element("p", "head", block.title)}{words}</div>'


def _pictures(pair: tuple[Picture, ...]) -> str:
    room = measures.TWO_PICTURES if len(pair) > 1 else measures.ONE_PICTURE
    cells = "".join(f"<td>{_picture(picture, room)}</td>" for picture in pair)
    return f'<table class="plain"><tr>{cells}</tr></table>'


def _picture(picture: Picture, room: tuple[float, float]) -> str:
    found = printed(picture.content)
    if not found:
        return _element("p", "caption", front.unreadable(picture))
    size = measures.fitted(found.pixels, room)
    source = base64.b64encode(found.content).decode()
    return (
        f'<img alt="{escape(clean(picture.caption))}" style="width: {size.width}mm; height: {size.height}mm"'
        f' src="data:image/jpeg;base64,{source}">{_element("p", "caption", picture.caption)}'
    )


def _signatures(block: Signatures, issuer: str) -> str:
    """One line stands on the right, several in two columns; each is kept together."""
    cells = []
    for who, date in block.lines:
        words, when = front.to_sign(who, date, issuer=issuer)
        kind = "seal" if who == issuer else "hand"
        cells.append(f'<td class="{kind}">{_element("p", "who", words)}{_element("p", "when", when)}</td>')
    if len(cells) % 2:
        cells.insert(0 if len(cells) == 1 else len(cells), "<td></td>")
    rows = "".join(f"<tr>{''.join(cells[start : start + 2])}</tr>" for start in range(0, len(cells), 2))
    return f'<table class="plain sign">{rows}</table>'
