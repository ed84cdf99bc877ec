"""Where a person's mails and text messages go, sealed at rest."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from jurisdiction.models import Officer
from jurisdiction.sealed import CannotUnseal, seal, unseal
from notices.models import Contact

TABLE = Contact._meta.db_table


class NotReadable(Exception):
    """A sealed address does not open: moved, altered, or its key is gone."""


def _open(sealed: str, column: str, officer: int) -> str:
    try:
        return unseal(sealed, table=TABLE, column=column, row=str(officer))
    except CannotUnseal as error:
        raise NotReadable(column) from error


def email_of(officer: int) -> str:
    """Empty where none is known. Raises NotReadable."""
    found = Contact.objects.filter(pk=officer).values_list("email_sealed", flat=True).first()
    return _open(found or "", "email", officer)


def phone_of(officer: int) -> str:
    """Empty where none is known. Raises NotReadable."""
    found = Contact.objects.filter(pk=officer).values_list("phone_sealed", flat=True).first()
    return _open(found or "", "phone", officer)


@transaction.atomic
def save_contact(
    *,
    officer: Officer,
    email: str,
    phone: str,
    quiet_from: datetime.time | None,
    quiet_until: datetime.time | None,
    language: str,
) -> Contact:
    """Replaces all of it. Equal quiet ends are none."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        quiet_from = quiet_until = None
    row = str(officer.pk)
    contact, _made = Contact.objects.update_or_create(
        officer=officer,
        defaults={
            "email_sealed": seal(email, table=TABLE, column="email", row=row),
            "phone_sealed": seal(phone, table=TABLE, column="phone", row=row),
            "quiet_from": quiet_from,
            "quiet_until": quiet_until,
            "language": language,
        },
    )
    return contact


@dataclass(frozen=True, slots=True)
class Known:
    """A person's own entries, opened; what no longer opens is empty."""

    email: str = ""
    phone: str = ""
    language: str = ""


def contact_of(officer: Officer) -> Known:
    """For the person's own page."""
    found = Contact.objects.filter(pk=officer.pk).first()
    if found is None:
        return Known()

    def readable(sealed: str, column: str) -> str:
        try:
            return _open(sealed, column, officer.pk)
        except NotReadable:
            return ""

    return Known(readable(found.email_sealed, "email"), readable(found.phone_sealed, "phone"), found.language)
