"""What people want: channels by kind, quiet hours. Read for many at once."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from notices.choices import Channel
from notices.models import Contact, Preference

#: Where a person has said nothing: push comes only to whoever allowed it in a browser, mail and text messages cost.
DEFAULTS: Mapping[str, bool] = {Channel.WEB_PUSH: True, Channel.EMAIL: False, Channel.SMS: False}


@dataclass(frozen=True, slots=True)
class Wishes:
    """One person's: (kind or empty, channel) to on or off."""

    lines: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    quiet_from: datetime.time | None = None
    quiet_until: datetime.time | None = None

    def wants(self, channel: str, kind: str) -> bool:
        """The line of the kind, else the line for all, else what is usual."""
        for key in ((kind, channel), ("", channel)):
            if key in self.lines:
                return self.lines[key]
        return DEFAULTS.get(channel, False)

    def local(self, moment: datetime.datetime) -> datetime.datetime:
        return timezone.localtime(moment)


def wishes_of(officers: Iterable[int]) -> dict[int, Wishes]:
    """Everybody's in two queries; who said nothing has the usual ones."""
    wanted = set(officers)
    lines: dict[int, dict[tuple[str, str], bool]] = {}
    for line in Preference.objects.filter(officer_id__in=wanted):
        lines.setdefault(line.officer_id, {})[line.kind, line.channel] = line.on
    quiet = {
        contact.officer_id: (contact.quiet_from, contact.quiet_until)
        for contact in Contact.objects.filter(officer_id__in=wanted)
    }
    return {officer: Wishes(lines.get(officer, {}), *quiet.get(officer, (None, None))) for officer in wanted}
