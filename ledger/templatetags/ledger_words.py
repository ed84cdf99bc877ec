"""Verbs in words, for templates."""

from django import template

from ledger.verbs import in_words

register = template.Library()
register.filter("verb", in_words)
