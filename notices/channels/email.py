"""E-mail by Django's own backend. The Message-ID is the delivery's key: a mail sent twice is one in the mailbox of
whoever sorts by it."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

from notices.channels import base
from notices.choices import Outcome
from notices.models import Delivery
from notices.operations.contacts import NotReadable, email_of


class Email(base.Channel):
    code = "email"

    def is_set_up(self) -> bool:
        return bool(settings.EMAIL_HOST) or "smtp" not in settings.EMAIL_BACKEND

    def send(self, delivery: Delivery) -> Outcome:
        try:
            address = email_of(delivery.officer_id or 0)
        except NotReadable:
            return Outcome.UNREADABLE
        if not address:
            return Outcome.NO_ADDRESS
        lines = [
            base.text_of(delivery),
            base.link_of(delivery),
            _("Sent by the patrol and prevention system."),
        ]
        try:
            EmailMessage(
                subject=base.title_of(delivery),
                body="\n\n".join(filter(None, lines)),
                to=[address],
                headers={"Message-ID": f"<{delivery.key}@{settings.NOTICE_MAIL_DOMAIN}>"},
                connection=get_connection(timeout=settings.NOTICE_TIMEOUT)
                if "smtp" in settings.EMAIL_BACKEND
                else get_connection(),
            ).send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _words in error.recipients.values()]
            return Outcome.BUSY if any(400 <= code < 500 for code in codes) else Outcome.GONE
        except smtplib.SMTPResponseException as error:
            return Outcome.BUSY if 400 <= error.smtp_code < 500 else Outcome.REFUSED
        except TimeoutError:
            return Outcome.TIMED_OUT
        except smtplib.SMTPException:
            return Outcome.BROKEN
        except OSError:
            return Outcome.UNREACHABLE
        return Outcome.ACCEPTED
