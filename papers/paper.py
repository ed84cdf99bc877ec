"""One description of a paper, that Word and PDF are both made from, so that they never say different things. Pure."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 to 3: 一、（一）1. are the caller's to write."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, first line indented by two characters unless `plain`."""

    text: str
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """A ruled table of label and value, `columns` pairs a row."""

    rows: tuple[tuple[str, str], ...]
    columns: int = 2

    def pairs(self) -> list[tuple[tuple[str, str], ...]]:
        """Row by row what stands in it; the last may not be full."""
        return [self.rows[start : start + self.columns] for start in range(0, len(self.rows), self.columns)]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table with a head that is repeated on each page; `widths` are shares."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()

    def full_rows(self) -> list[tuple[str, ...]]:
        """The rows, each as long as the head."""
        columns = len(self.head)
        return [(*row, *("",) * (columns - len(row)))[:columns] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG or PNG with words below it; two in a row stand side by side."""

    content: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Pictures:
    side_by_side: tuple[Picture, ...]

    def pairs(self) -> list[tuple[Picture, ...]]:
        """Two in a row; the last row may hold one."""
        found = self.side_by_side
        return [found[start : start + 2] for start in range(0, len(found), 2)]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, right-aligned or in columns: (who, date as text or empty to be written by hand)."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A ruled box that nobody overlooks: what is missing, what must be heeded."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPage:
    pass


Block = Heading | Text | Facts | Table | Pictures | Signatures | Notice | NewPage


@dataclass(frozen=True, slots=True)
class Section:
    """Begins on a new page with a centred title; `number` stands below it, right-aligned."""

    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    #: What this piece lacks: told on the first page and in the list of contents; empty: nothing.
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """`cover`: a first page with the facts, and a list of contents when there are several sections; without it the
    issuer stands over the first section's title. `footer` stands on every page beside its number."""

    title: str
    sections: tuple[Section, ...]
    issuer: str = ""
    number: str = ""
    cover: tuple[tuple[str, str], ...] = ()
    footer: str = ""
    language: str = field(default="zh-CN")
