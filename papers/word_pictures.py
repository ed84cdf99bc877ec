"""A picture of a Word file as XML."""

from papers.measures import Size

EMU = 36_000  # a millimetre's
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def drawing(relation: str, size: Size, words: str) -> str:
    """`relation`: of the part that holds the image; `words`: what is seen, as a quoted attribute."""
    extent = f'cx="{round(size.width * EMU)}" cy="{round(size.height * EMU)}"'
    number = relation.removeprefix("rId")
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="{number}" descr={words}/>'
        f'<a:graphic><a:graphicData uri="{PICTURE}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{number}" descr={words}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
