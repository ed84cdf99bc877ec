"""Times as the station writes them: 24 h, Asia/Shanghai, no leading zeros in Chinese."""

import datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


def _is_chinese() -> bool:
    return (get_language() or "").startswith("zh")


@register.filter
def clock(moment: datetime.datetime | None) -> str:
    """`02:05`; empty for none."""
    return timezone.localtime(moment).strftime("%H:%M") if moment else ""


@register.filter
def day(value: datetime.date | datetime.datetime | None) -> str:
    """`2026年9月3日`, or `3 Sep 2026`."""
    if value is None:
        return ""
    date = timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value
    if _is_chinese():
        return f"{date.year}年{date.month}月{date.day}日"
    return f"{date.day} {date:%b} {date.year}"


@register.filter
def short_day(value: datetime.date | datetime.datetime | None) -> str:
    """`9月3日`, or `3 Sep`."""
    if value is None:
        return ""
    date = timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value
    return f"{date.month}月{date.day}日" if _is_chinese() else f"{date.day} {date:%b}"


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """Day and clock: `9月3日 21:05`, or `3 Sep 21:05`."""
    return f"{short_day(value)} {clock(value)}" if value else ""


@register.filter
def until(value: datetime.datetime | None) -> str:
    """A deadline: one that ends with a day is that day's 24:00, not the next day's 00:00."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    if (local.hour, local.minute) == (0, 0):
        return f"{short_day(local - datetime.timedelta(minutes=1))} 24:00"
    return moment(value)


@register.filter
def minutes(value: datetime.timedelta | float | None) -> str:
    """A length of time in whole minutes, or hours and minutes."""
    if value is None:
        return "—"
    total = round(value.total_seconds() / 60 if isinstance(value, datetime.timedelta) else value)
    if total < 60:
        return _("%(minutes)d min") % {"minutes": total}
    return _("%(hours)d h %(minutes)d min") % {"hours": total // 60, "minutes": total % 60}
