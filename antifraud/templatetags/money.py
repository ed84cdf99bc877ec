"""Money as it stands on paper."""

from django import template

from antifraud import rules

register = template.Library()


@register.filter
def yuan(fen: int | None) -> str:
    """`8,900.00`; — for none."""
    return "—" if fen is None else rules.yuan(fen)


@register.filter
def share(fen: int, whole: int) -> int:
    """Percent of the whole, for a bar."""
    return round(fen * 100 / whole) if whole else 0
