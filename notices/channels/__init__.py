"""Ways out of the house. Which are in use, and by which class, stands in settings.NOTICE_CHANNELS."""

from django.conf import settings

from notices.choices import PERSONAL


def channels_in_use() -> list[str]:
    return list(settings.NOTICE_CHANNELS)


def personal_channels() -> list[str]:
    """Those that a person may want, in their usual order."""
    return [channel for channel in PERSONAL if channel in settings.NOTICE_CHANNELS]
