"""Verbs and kinds of objects in words, for templates."""

from django import template

from ledger.verbs import in_words, object_in_words

register = template.Library()
register.filter("verb", in_words)
register.filter("object_type", object_in_words)


@register.filter
def in_groups(digest: str) -> str:
    """A hash in groups of eight characters: it can be read out over the telephone and wraps on a small screen."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
