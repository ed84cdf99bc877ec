"""What every station uses (warnings, contacts) is changed by none of them: each changes a copy of its own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from antifraud.errors import AntifraudRefused, WarningRefused
from antifraud.models import Contact, FraudWarning
from antifraud.operations import contacts, warnings
from antifraud.operations.warnings import WarningWords
from jurisdiction.models import Officer
from jurisdiction.remit import Remit
from tests.antifraud.intercept_steps import a_contact
from tests.antifraud.outreach import WHEN
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
WORDS = WarningWords(text="Long", short_text="Never pay first.", dos=["Call 110"], donts=["Pay"])
OTHER = WarningWords(text="Long", short_text="Pay at once.")


def shared_warning(cast: Cast, station: Any = None) -> FraudWarning:
    made = warnings.draw_up(
        station=station, kind="click_farming", title="Jobs", words=WORDS, at=WHEN, by=cast.officer_a
    )
    return made.warning


def of_station_b(cast: Cast) -> Remit:
    return Remit.of_stations(frozenset({cast.station_b.pk}))


def saved(contact: Contact, remit: Remit, by: Officer) -> Contact:
    words = {"kind": contact.kind, "name": "Changed", "hours": "", "region": "", "needs": ""}
    return contacts.save_contact(
        contact_id=contact.pk, remit=remit, station=None, phones_given=["95999"], at=WHEN, by=by, **words
    )


@pytest.mark.parametrize("everybodys", [True, False])
def test_a_station_changes_no_warning_that_another_one_sends(
    cast: Cast, signed_in: SignIn, everybodys: bool
) -> None:
    warning = shared_warning(cast, None if everybodys else cast.station_a)
    client, remit = signed_in(cast.people["chief_b"]), of_station_b(cast)
    typed = {"based_on": 1, "short_text": "Pay at once.", "text": "x", "dos": "", "donts": ""}
    edit = reverse("antifraud:warning_edit", args=[warning.pk])
    assert client.get(edit).status_code == 404
    assert client.post(edit, typed).status_code == 404
    assert client.post(reverse("antifraud:warning_retire", args=[warning.pk])).status_code == 404
    with pytest.raises(WarningRefused):
        warnings.rewrite(
            warning_id=warning.pk, remit=remit, based_on=1, words=OTHER, at=WHEN, by=cast.chief_a
        )
    with pytest.raises(WarningRefused):
        warnings.retire(warning_id=warning.pk, remit=remit, at=WHEN, by=cast.chief_a)
    warning.refresh_from_db()
    assert warning.retired_at is None
    assert [version.short_text for version in warning.versions.all()] == ["Never pay first."]


def test_a_copy_of_a_warning_is_the_stations_own_and_leaves_everybodys(cast: Cast, signed_in: SignIn) -> None:
    shared, client = shared_warning(cast), signed_in(cast.officer_a)
    copy = reverse("antifraud:warning_copy", args=[shared.pk])
    page = client.get(reverse("antifraud:warning_detail", args=[shared.pk])).content.decode()
    assert copy in page
    assert reverse("antifraud:warning_edit", args=[shared.pk]) not in page
    assert reverse("antifraud:warning_retire", args=[shared.pk]) not in page
    client.post(copy)
    own = FraudWarning.objects.get(station=cast.station_a)
    version = own.versions.get()
    assert (own.title, own.kind) == (shared.title, shared.kind)
    assert (version.text, version.short_text, version.dos, version.donts) == (
        WORDS.text,
        WORDS.short_text,
        WORDS.dos,
        WORDS.donts,
    )
    edit = reverse("antifraud:warning_edit", args=[own.pk])
    assert edit in client.get(reverse("antifraud:warning_detail", args=[own.pk])).content.decode()
    client.post(edit, {"based_on": 1, "short_text": "Ours", "text": "x", "dos": "", "donts": ""})
    assert own.versions.count() == 2
    assert shared.versions.count() == 1
    client.post(copy)
    assert FraudWarning.objects.filter(station=cast.station_a).count() == 1, "a second copy is refused"
    assert client.post(reverse("antifraud:warning_copy", args=[own.pk])).status_code == 404


@pytest.mark.parametrize("everybodys", [True, False])
def test_a_station_changes_no_contact_that_another_one_rings(
    cast: Cast, signed_in: SignIn, everybodys: bool
) -> None:
    contact = a_contact(station=None if everybodys else cast.station_a)
    client, remit = signed_in(cast.people["chief_b"]), of_station_b(cast)
    typed = {"kind": "courier", "name": "Changed", "phones": "95999"}
    edit = reverse("antifraud:contact_edit", args=[contact.pk])
    assert client.get(edit).status_code == 404
    assert client.post(edit, typed).status_code == 404
    assert client.post(reverse("antifraud:contact_retire", args=[contact.pk])).status_code == 404
    with pytest.raises(AntifraudRefused):
        saved(contact, remit, cast.chief_a)
    with pytest.raises(AntifraudRefused):
        contacts.retire_contact(contact_id=contact.pk, remit=remit, at=WHEN, by=cast.chief_a)
    contact.refresh_from_db()
    assert (contact.name, contact.retired_at) == ("Swift Feet", None)
    assert saved(contact, Remit.everywhere(), cast.chief_a).name == "Changed"


def test_a_copy_of_a_contact_is_the_stations_own(cast: Cast, signed_in: SignIn) -> None:
    shared, client = a_contact(needs="the waybill"), signed_in(cast.chief_a)
    copy = reverse("antifraud:contact_copy", args=[shared.pk])
    page = client.get(reverse("antifraud:contact_list")).content.decode()
    assert copy in page
    assert reverse("antifraud:contact_retire", args=[shared.pk]) not in page
    client.post(copy)
    own = Contact.objects.get(station=cast.station_a)
    assert (own.kind, own.name, own.phones, own.needs) == ("courier", "Swift Feet", ["95999"], "the waybill")
    assert client.post(reverse("antifraud:contact_retire", args=[own.pk])).status_code == 302
    shared.refresh_from_db()
    assert shared.retired_at is None
