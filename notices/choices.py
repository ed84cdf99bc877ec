"""Closed lists of the room notices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """Ways a notice takes. The first four reach a person, the last two a station's chat group."""

    IN_APP = "in_app", _("bell on every page")
    WEB_PUSH = "web_push", _("push to this phone or computer")
    EMAIL = "email", _("e-mail")
    SMS = "sms", _("text message")
    WECOM = "wecom", _("WeCom group")
    DINGTALK = "dingtalk", _("DingTalk group")


#: What a person may switch on and off; the bell is always there: it is the list of what one was told.
PERSONAL = (Channel.WEB_PUSH, Channel.EMAIL, Channel.SMS)
GROUPS = (Channel.WECOM, Channel.DINGTALK)


class DeliveryState(TextChoices):
    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed, will be tried again")
    GIVEN_UP = "given_up", _("given up")
    SKIPPED = "skipped", _("not sent")


#: What is still to be sent. `next_try_at` of a delivery being sent is the end of its lease.
DUE_STATES = (DeliveryState.WAITING, DeliveryState.FAILED, DeliveryState.SENDING)


class Outcome(TextChoices):
    """Why a delivery stands where it stands. Codes only: no answer of a gateway is kept, it may hold numbers."""

    ACCEPTED = "accepted", _("accepted by the receiver")
    NO_ADDRESS = "no_address", _("no address is known")
    ALREADY_READ = "already_read", _("read on the page before")
    TOO_OLD = "too_old", _("too old to alarm anybody")
    CHANNEL_OFF = "channel_off", _("this channel is not set up")
    OUT_OF_SIGHT = "out_of_sight", _("no longer that person's station or village")
    SWITCHED_OFF = "switched_off", _("switched off by the person")
    TIMED_OUT = "timed_out", _("no answer in time")
    UNREACHABLE = "unreachable", _("the receiver cannot be reached")
    BUSY = "busy", _("the receiver asked to wait")
    REFUSED = "refused", _("refused by the receiver")
    GONE = "gone", _("the address is no longer valid")
    UNREADABLE = "unreadable", _("the stored address cannot be opened")
    BROKEN = "broken", _("the receiver answered with an error")
