"""What every channel offers, and what it is handed to say."""

from abc import ABC, abstractmethod
from typing import ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from notices.choices import Outcome
from notices.models import Contact, Delivery


class Channel(ABC):
    """One way out. `send` is called outside every transaction, more than once for the same delivery if its answer was
    lost: `delivery.key` tells the receiver that it is the same message. It returns what came of it and raises nothing
    that it can name."""

    code: ClassVar[str]

    @abstractmethod
    def is_set_up(self) -> bool:
        """Whether this installation has what the channel needs."""

    @abstractmethod
    def send(self, delivery: Delivery) -> Outcome:
        """Sends it now, waiting no longer than settings.NOTICE_TIMEOUT for each answer."""


def channel_of(code: str) -> Channel | None:
    """The channel of the settings; none when it was taken out there."""
    path = settings.NOTICE_CHANNELS.get(code)
    if path is None:
        return None
    found: Channel = import_string(path)()
    return found


def is_set_up(code: str) -> bool:
    channel = channel_of(code)
    return channel is not None and channel.is_set_up()


def path_of(delivery: Delivery) -> str:
    """Where the notice opens in this house; marks it as read."""
    return reverse("notices:open", args=[delivery.notice_id])


def link_of(delivery: Delivery) -> str:
    """The same with the address of the house, empty where settings.SITE_URL is not set."""
    return f"{settings.SITE_URL}{path_of(delivery)}" if settings.SITE_URL else ""


def language_of(delivery: Delivery) -> str:
    """The person's own, as chosen on the page of preferences; groups read the station's."""
    if delivery.officer_id is None:
        return str(settings.LANGUAGE_CODE)
    found = Contact.objects.filter(pk=delivery.officer_id).values_list("language", flat=True).first()
    return found or str(settings.LANGUAGE_CODE)


def title_of(delivery: Delivery) -> str:
    """The kind, marked when it is urgent."""
    label = delivery.notice.label
    return _("Urgent: %(label)s") % {"label": label} if delivery.notice.urgent else label


def text_of(delivery: Delivery) -> str:
    """What and where to look, never whom: the words hold no personal data."""
    return delivery.notice.words


def spoken_to(delivery: Delivery) -> translation.override:
    """A context in which words are the reader's."""
    return translation.override(language_of(delivery))
