"""A paper as a Word file that people go on writing in."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import assert_never
from xml.sax.saxutils import escape, quoteattr

from django.utils import translation
from docx import Document
from docx.document import Document as DocumentFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from papers import front, measures, word_tables
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
from papers.word_pictures import drawing
from papers.word_styles import dress
from papers.word_xml import paragraph, styled

#: The file says nothing of when it was made, so the same paper is the same file to the byte.
ALWAYS = datetime(2000, 1, 1)  # noqa: DTZ001  # this format's times bear no zone
NEW_PAGE = "<w:pageBreakBefore/>"
CENTRED = '<w:jc w:val="center"/>'
#: A date ends where the line to sign on does.
RIGHT = '<w:ind w:right="600"/><w:jc w:val="right"/>'


def to_docx(paper: Paper) -> bytes:
    """The Word file. Whatever the texts hold, it opens; a picture that cannot be read is named in its place."""
    language = front.language_of(paper)
    document = Document()
    dress(document, language=language, footer=escape(clean(paper.footer)), cover=bool(paper.cover))
    _properties(document, clean(paper.title), paper.language)
    with translation.override(language):
        xml = "".join(_body(document, paper))
    end = document.element.body.sectPr
    for child in parse_xml(f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{xml}</w:body>"):
        end.addprevious(child)
    return _written(document)


def _properties(document: DocumentFile, title: str, language: str) -> None:
    """The title and nothing else: no author, no machine, no time."""
    properties = document.core_properties
    properties.title, properties.language = title[:255], language
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = ALWAYS
    relations = document.part.package.rels
    for key in [key for key, found in relations.items() if found.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]  # the template's picture of itself


def _written(document: DocumentFile) -> bytes:
    made, even = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(even, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            target.writestr(
                zipfile.ZipInfo(item.filename, ALWAYS.timetuple()[:6]),
                source.read(item),
                zipfile.ZIP_DEFLATED,
            )
    return even.getvalue()


def _body(document: DocumentFile, paper: Paper) -> Iterator[str]:
    notice, contents = front.notice(paper), front.contents(paper)
    if paper.cover:
        yield from _cover(paper, notice)
    else:
        if notice:
            yield word_tables.notice(notice)
        if paper.issuer:
            yield paragraph("Issuer", paper.issuer)
    first = not paper.cover
    for section in (*([contents] if contents else ()), *paper.sections):
        yield from _section(document, section, issuer=paper.issuer, first=first)
        first = False


def _cover(paper: Paper, notice: Notice | None) -> Iterator[str]:
    yield paragraph("CoverTitle", paper.title)
    yield paragraph("CoverNumber", paper.number)
    yield word_tables.facts(Facts(paper.cover, columns=1))
    if notice:
        yield word_tables.notice(notice)
    if paper.issuer:
        yield paragraph("CoverIssuer", paper.issuer)


def _section(document: DocumentFile, section: Section, *, issuer: str, first: bool) -> Iterator[str]:
    yield paragraph("Title", section.title, "" if first else NEW_PAGE)
    if section.number:
        yield paragraph("PaperNumber", section.number)
    for block in section.blocks:
        yield from _block(document, block, issuer)


def _block(document: DocumentFile, block: Block, issuer: str) -> Iterator[str]:
    match block:
        case Heading():
            yield paragraph(f"Heading{min(3, max(1, block.level))}", block.text)
        case Text():
            for line in lines(block.text):
                yield paragraph("Normal" if block.plain else "BodyText", line)
        case Facts():
            yield word_tables.facts(block)
        case Table():
            yield word_tables.plain(block)
        case Pictures():
            yield from _pictures(document, block)
        case Signatures():
            yield _signatures(block, issuer)
        case Notice():
            yield word_tables.notice(block)
        case NewPage():
            yield styled("Gap", "", NEW_PAGE)
        case _:
            assert_never(block)


def _pictures(document: DocumentFile, block: Pictures) -> Iterator[str]:
    for pair in block.pairs():
        room = measures.TWO_PICTURES if len(pair) > 1 else measures.ONE_PICTURE
        width = word_tables.WIDTH // len(pair)
        cells = [word_tables.cell(width, _picture(document, picture, room), align="top") for picture in pair]
        yield word_tables.table([width] * len(pair), [word_tables.row(cells)], rule=0)


def _picture(document: DocumentFile, picture: Picture, room: tuple[float, float]) -> str:
    found = printed(picture.content)
    if not found:
        return paragraph("Caption", front.unreadable(picture))
    relation, _image = document.part.get_or_add_image(io.BytesIO(found.content))
    size = measures.fitted(found.pixels, room)
    shown = styled("Picture", drawing(relation, size, quoteattr(clean(picture.caption))))
    return shown + (paragraph("Caption", picture.caption) if picture.caption else "")


def _signatures(block: Signatures, issuer: str) -> str:
    """One line stands on the right, several in two columns; each is kept together."""
    half = word_tables.WIDTH // 2
    cells = []
    for who, date in block.lines:
        words, when = front.to_sign(who, date, issuer=issuer)
        align = CENTRED if who == issuer else ""
        cells.append(
            word_tables.cell(
                half,
                paragraph("ToSign", words, align) + paragraph("ToSign", when, align or RIGHT),
                align="top",
            )
        )
    if len(cells) % 2:
        cells.insert(0 if len(cells) == 1 else len(cells), word_tables.cell(half, paragraph("ToSign", "")))
    rows = [word_tables.row(cells[start : start + 2]) for start in range(0, len(cells), 2)]
    return word_tables.table([half, half], rows, rule=0)
