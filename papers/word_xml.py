"""Paragraphs of a Word file as XML."""

from xml.sax.saxutils import escape

from papers.clean import lines


def runs(text: str) -> str:
    """The text, escaped, a break for each line end."""
    return (
        "<w:r>"
        + "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines(text))
        + "</w:r>"
    )


def paragraph(style: str, text: str, layout: str = "") -> str:
    """`layout`: what the paragraph has beyond its style, as XML."""
    return styled(style, runs(text), layout)


def styled(style: str, content: str, layout: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{layout}</w:pPr>{content}</w:p>'
