"""A paper as a PDF file, to be printed and signed."""

import functools
import hashlib
from pathlib import Path
from typing import Any

from django.utils import translation

from papers import front, measures
from papers.clean import clean
from papers.paper import Paper
from papers.pdf_page import page

STYLES = Path(__file__).with_name("pdf.css")


def to_pdf(paper: Paper) -> bytes:
    """The PDF file. Nothing is fetched: pictures travel inside the page, and every other address is refused."""
    with translation.override(front.language_of(paper)):
        source = page(paper)
    engine, fetcher, sheet = _engine()
    feet = engine.CSS(string=_feet(clean(paper.footer), cover=bool(paper.cover)), url_fetcher=fetcher)
    made = engine.HTML(string=source, url_fetcher=fetcher).write_pdf(
        stylesheets=[sheet, feet], pdf_identifier=hashlib.sha256(source.encode()).digest()[:16]
    )
    return bytes(made)


@functools.cache
def _engine() -> tuple[Any, Any, Any]:
    """WeasyPrint, what fetches for it, our style sheet. Loaded when the first file is asked for: it takes a moment and
    memory, and a machine without Pango's libraries shall lack its PDF files, not the whole app."""
    import weasyprint
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    return weasyprint, fetcher, weasyprint.CSS(string=STYLES.read_text(), url_fetcher=fetcher)


def _feet(footer: str, *, cover: bool) -> str:
    """The page and what stands at its foot: — 1 — at the outer edge, one character in; the footer at the other side. The
    cover bears no number and does not count, so the sides of odd and even pages change."""
    words = '"' + "".join(f"\\{ord(character):x} " for character in footer) + '"'
    odd, even = ("left", "right") if cover else ("right", "left")
    sizes = (
        f"size: {measures.PAGE_WIDTH}mm {measures.PAGE_HEIGHT}mm;"
        f" margin: {measures.TOP}mm {measures.RIGHT}mm {measures.BOTTOM}mm {measures.LEFT}mm;"
    )
    place = "vertical-align: top; padding-top: 5mm; white-space: nowrap; letter-spacing: 0;"
    number = f'content: "— " counter(page) " —"; font-size: {measures.NUMBER_SIZE}pt; {place}'
    small = f"content: {words}; font-size: {measures.TABLE_SIZE}pt; {place}"
    inset = f"{measures.NUMBER_SIZE}pt"
    return (
        f"@page {{ {sizes} }}"
        f"@page :{odd} {{ @bottom-right {{ {number} padding-right: {inset} }} @bottom-left {{ {small} }} }}"
        f"@page :{even} {{ @bottom-left {{ {number} padding-left: {inset} }} @bottom-right {{ {small} }} }}"
        "@page cover { counter-reset: page 0; counter-increment: none;"
        f" @bottom-left {{ content: none }} @bottom-right {{ content: none }} @bottom-center {{ {small} }} }}"
    )
