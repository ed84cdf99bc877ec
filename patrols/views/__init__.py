"""Views parse, call one operation or queryset, render."""
