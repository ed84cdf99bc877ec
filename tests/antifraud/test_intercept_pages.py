"""The pages of reports, lines and warnings: what two officers see of each other, what stays closed."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from antifraud.models import Attempt, Dissuasion, FraudReport, Line
from antifraud.operations import lines, outcomes
from jurisdiction.models import Officer
from ledger.models import Entry
from tests.antifraud.intercept_steps import NIGHT, a_contact, a_report, a_warning, booked, line_of, stepped
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
HTMX = {"HX-Request": "true"}
TYPED = {
    "amount": "8,900.00",
    "ago": "10",
    "kind": "unexplained_charge",
    "channel": "platform",
    "phone": "13805980000",
    "name": "",
    "words": "",
}


def test_a_report_needs_four_taps_and_an_amount(cast: Cast, signed_in: SignIn) -> None:
    a_report(cast)
    before = timezone.now()
    answer = signed_in(cast.officer_a).post(
        reverse("antifraud:report_create"), {**TYPED, "record_id": uuid.uuid4()}
    )
    assert answer.status_code == 302
    report = FraudReport.objects.latest("received_at")
    assert (report.amount_fen, report.phone_mask, report.station) == (890_000, "138****0000", cast.station_a)
    assert report.received_at >= before
    assert report.received_at - report.transferred_at == datetime.timedelta(minutes=10)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount": "lots"}, "amount"),
        ({"amount": "1.234"}, "amount"),
        ({"ago": "other"}, "transferred_at"),
        ({"ago": "other", "transferred_at": "9999-12-31T23:59"}, "transferred_at"),
        ({"kind": ""}, "kind"),
        ({"phone": "abc"}, "phone"),
        ({"village": "999999"}, "village"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    cast: Cast, signed_in: SignIn, wrong: dict[str, str], field: str
) -> None:
    data = {**TYPED, "record_id": uuid.uuid4(), "words": "a long story", **wrong}
    answer = signed_in(cast.officer_a).post(reverse("antifraud:report_create"), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "a long story" in answer.content.decode()
    assert not FraudReport.objects.exists()


# ---- who sees what


def test_station_b_sees_nothing_of_a(cast: Cast, signed_in: SignIn) -> None:
    report, warning = a_report(cast), a_warning(cast)
    line = line_of(report, "courier")
    client = signed_in(cast.officer_b)
    for name, key in (
        ("report_detail", report.pk),
        ("report_live", report.pk),
        ("line_edit", line.pk),
        ("line_outcome", line.pk),
        ("dissuasion_detail", warning.pk),
    ):
        assert client.get(reverse(f"antifraud:{name}", args=[key])).status_code == 404, name
    for name, key in (
        ("attempt_add", line.pk),
        ("line_take", line.pk),
        ("report_reveal", report.pk),
        ("question_ask", report.pk),
        ("dissuasion_reveal", warning.pk),
    ):
        assert client.post(reverse(f"antifraud:{name}", args=[key])).status_code == 404, name
    statement = reverse("antifraud:statement_file", args=[report.pk, "pdf"])
    assert client.post(statement, {"reason": "for the file"}).status_code == 404
    for name in ("board", "report_list", "dissuasion_list"):
        assert report.number not in client.get(reverse(f"antifraud:{name}")).content.decode()
    assert client.get(reverse("antifraud:board")).context["reports"] == []


@pytest.mark.parametrize("who", ["cadre_a", "justice_a", "system_admin", "audit_admin"])
def test_only_police_work_opens_the_board(cast: Cast, signed_in: SignIn, who: str) -> None:
    report = a_report(cast)
    client = signed_in(cast.people[who])
    for url in (reverse("antifraud:board"), report.get_absolute_url(), reverse("antifraud:dissuasion_list")):
        assert client.get(url).status_code == 403


def test_names_and_numbers_are_masked_and_a_look_is_written_down_first(cast: Cast, signed_in: SignIn) -> None:
    report, client = a_report(cast), signed_in(cast.officer_a)
    pages = (report.get_absolute_url(), reverse("antifraud:report_list"), reverse("antifraud:board"))
    for url in pages:
        text = client.get(url).content.decode()
        assert "林秋生" not in text
        assert "13805980000" not in text
    url = reverse("antifraud:report_reveal", args=[report.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert not Entry.objects.filter(verb="fraud.person_revealed").exists()
    assert "林秋生" in client.post(url, {"reason": "call back"}).content.decode()
    assert Entry.objects.get(verb="fraud.person_revealed").reason == "call back"


# ---- two at once


def test_a_page_without_news_gets_nothing_and_with_news_the_parts(cast: Cast, signed_in: SignIn) -> None:
    report = a_report(cast)
    url, client = reverse("antifraud:report_live", args=[report.pk]), signed_in(cast.officer_a)
    quiet = client.get(url, {"seen": report.revision, "lines": 4})
    assert (quiet.status_code, quiet.content) == (204, b"")
    lines.take_line(line_id=line_of(report, "courier").pk, shown=None, at=NIGHT, by=cast.leader_a)
    text = client.get(url, {"seen": report.revision, "lines": 4}).content.decode()
    assert "Leader A" in text
    assert "<textarea" not in text
    assert 'type="text"' not in text, "what is being typed is never sent anew"
    board = reverse("antifraud:board_live")
    tag = client.get(reverse("antifraud:board")).context["tag"]
    assert client.get(board, {"seen": tag}).status_code == 204
    booked(line_of(report, "courier"), "refused", None, cast.leader_a)
    assert client.get(board, {"seen": tag}).status_code == 200


def test_that_somebody_added_a_line_is_told_when_somebody_did_and_not_before(
    cast: Cast, signed_in: SignIn
) -> None:
    report = a_report(cast)
    client, told = signed_in(cast.officer_a), "A line was added by somebody else."
    assert """hx-vals='{"lines": "4"}'""" in client.get(report.get_absolute_url()).content.decode()
    url, seen = reverse("antifraud:report_live", args=[report.pk]), {"seen": 0, "lines": 4}
    english = {**HTMX, "accept-language": "en"}
    for _again in range(2):
        assert told not in client.get(url, seen, headers=english).content.decode()
    own = reverse("antifraud:attempt_add", args=[line_of(report, "courier").pk])
    data = {"record_id": uuid.uuid4(), "answer": "agreed", "lines": 4}
    assert told not in client.post(own, data, headers=english).content.decode()
    lines.add_line(
        record_id=uuid.uuid4(), report_id=report.pk, kind="telecom", aim="", at=NIGHT, by=cast.leader_a
    )
    assert told in client.get(url, seen, headers=english).content.decode()
    later = {**data, "record_id": uuid.uuid4()}
    assert told in client.post(own, later, headers=english).content.decode()


def test_one_tap_is_an_attempt_and_the_form_comes_back_empty(cast: Cast, signed_in: SignIn) -> None:
    report = a_report(cast)
    line = line_of(report, "courier")
    url, client = reverse("antifraud:attempt_add", args=[line.pk]), signed_in(cast.officer_a)
    data = {"record_id": uuid.uuid4(), "answer": "agreed", "words": "turns round", "next_in": "10"}
    answer = client.post(url, data, headers=HTMX).content.decode()
    made = Attempt.objects.get()
    assert (made.answer, made.by, made.words, made.way) == ("agreed", cast.officer_a, "turns round", "phone")
    assert made.next_at == made.at + datetime.timedelta(minutes=10)
    assert f'id="attempt-{line.pk}"' in answer
    assert 'value="turns round"' not in answer
    wrong = client.post(url, {**data, "record_id": uuid.uuid4(), "answer": "x"}, headers=HTMX)
    assert 'value="turns round"' in wrong.content.decode()
    assert client.post(url, {"record_id": uuid.uuid4(), "answer": "acted"}).status_code == 302


def test_every_form_of_a_page_has_a_key_of_its_own(cast: Cast, signed_in: SignIn) -> None:
    report = a_report(cast)
    text = signed_in(cast.officer_a).get(report.get_absolute_url()).content.decode()
    keys = [part.split('"')[0] for part in text.split('name="record_id" value="')[1:]]
    assert len(keys) == len(set(keys)) == 4


def edit(line: Line, **typed: Any) -> dict[str, Any]:
    """The form as this person's page sends it: hidden first values, and what was typed over them."""
    first = {"contact": "", "reference": "", "note": "", "at_stake": "8,900.00"}
    hidden = {f"initial-{name}": value for name, value in first.items()}
    return {"version": line.version, **first, **hidden, **typed}


def test_a_stale_edit_shows_both_versions_and_keeps_what_was_typed(cast: Cast, signed_in: SignIn) -> None:
    contact, line = a_contact(), line_of(a_report(cast), "courier")
    url = reverse("antifraud:line_edit", args=[line.pk])
    one, other = signed_in(cast.officer_a), signed_in(cast.leader_a)
    theirs = edit(line, note="past the toll gate", contact=str(contact.pk))
    assert one.post(url, theirs).status_code == 302
    stale = other.post(url, edit(line, note="waybill 77", reference="77"))
    assert stale.status_code == 409
    form = stale.context["form"]
    assert [row["stored"] for row in stale.context["theirs"]] == ["past the toll gate"]
    assert (form["note"].value(), form["reference"].value()) == ("waybill 77", "77")
    assert form["contact"].value() == str(contact.pk), "what this person did not touch is the other's"
    line.refresh_from_db()
    assert (line.note, line.reference, line.version) == ("past the toll gate", "", 2)
    again = {name: form[name].value() for name in ("version", "contact", "reference", "at_stake")}
    hidden = {key: value for key, value in form.data.items() if key.startswith("initial-")}
    both = {**again, **hidden, "note": "past the toll gate; waybill 77"}
    assert other.post(url, both).status_code == 302
    line.refresh_from_db()
    assert (line.note, line.reference) == ("past the toll gate; waybill 77", "77")
    assert (line.contact, line.version) == (contact, 3)


def test_a_report_is_recovered_through_the_pages(cast: Cast, signed_in: SignIn) -> None:
    report = a_report(cast)
    line = line_of(report, "courier")
    client = signed_in(cast.officer_a)
    outcome = reverse("antifraud:line_outcome", args=[line.pk])
    too_much = client.post(outcome, {"record_id": uuid.uuid4(), "outcome": "returned", "amount": "8900.01"})
    assert too_much.context["form"].errors["amount"]
    client.post(outcome, {"record_id": uuid.uuid4(), "outcome": "returned", "amount": "8900"})
    close = reverse("antifraud:report_act", args=[report.pk, "close"])
    assert client.post(close, {"words": ""}).status_code == 422
    assert client.post(close, {"words": "all back"}).status_code == 302
    report.refresh_from_db()
    assert (report.status, report.returned_fen) == ("closed", 890_000)
    assert "8,900.00" in client.get(report.get_absolute_url()).content.decode()


def test_a_correction_waits_for_another_planner(cast: Cast, signed_in: SignIn) -> None:
    report = a_report(cast)
    ask = reverse("antifraud:correction_ask", args=[report.pk])
    signed_in(cast.leader_a).post(ask, {"total": "900", "reason": "misheard"})
    asked = report.corrections.get()
    decide = reverse("antifraud:correction_decide", args=[asked.pk])
    signed_in(cast.leader_a).post(decide, {"allowed": "yes"})
    assert report.corrections.undecided().exists()
    assert signed_in(cast.officer_a).post(decide, {"allowed": "yes"}).status_code == 403
    signed_in(cast.chief_a).post(decide, {"allowed": "yes"})
    report.refresh_from_db()
    assert report.amount_fen == 90_000


def test_a_warning_that_came_too_late_is_a_report_in_one_form(cast: Cast, signed_in: SignIn) -> None:
    a_report(cast)
    found = stepped(a_warning(cast), "sign", cast.officer_a)
    client = signed_in(cast.officer_a)
    assert (
        reverse("antifraud:dissuasion_defrauded", args=[found.pk])
        in client.get(found.get_absolute_url()).content.decode()
    )
    url = reverse("antifraud:dissuasion_defrauded", args=[found.pk])
    typed = {**TYPED, "record_id": uuid.uuid4()}
    assert client.post(url, typed).status_code == 302
    found.refresh_from_db()
    assert found.report is not None
    assert (found.status, found.report.phone_mask) == ("defrauded", "138****0000")
    assert client.post(url, {**typed, "record_id": uuid.uuid4()}).status_code == 302
    assert FraudReport.objects.count() == 2


def test_a_warning_is_entered_and_signed_for(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.officer_a)
    now = timezone.localtime()
    data = {
        "record_id": uuid.uuid4(),
        "level": "critical",
        "source": "centre",
        "kind": "fake_support",
        "phone": "13805980001",
        "audience": "mothers",
        "age_band": "to_35",
        "received_at": f"{now:%Y-%m-%dT%H:%M}",
    }
    assert client.post(reverse("antifraud:dissuasion_create"), data).status_code == 302
    found = Dissuasion.objects.get()
    sign = reverse("antifraud:dissuasion_act", args=[found.pk, "sign"])
    assert client.post(sign, {"record_id": uuid.uuid4(), "words": ""}).status_code == 302
    persuade = reverse("antifraud:dissuasion_act", args=[found.pk, "persuade"])
    assert client.post(persuade, {"record_id": uuid.uuid4(), "words": ""}).status_code == 422


def test_the_figures_say_which_line_recovered_what(cast: Cast, signed_in: SignIn) -> None:
    now = timezone.now()
    report = a_report(cast, now - datetime.timedelta(hours=3))
    a_report(cast, now - datetime.timedelta(hours=2), amount_fen=10_000)
    line = line_of(report, "courier")
    lines.take_line(line_id=line.pk, shown=None, at=now, by=cast.officer_a)
    outcomes.record_outcome(
        record_id=uuid.uuid4(), line_id=line.pk, outcome="returned", fen=445_000, at=now, by=cast.officer_a
    )
    Line.objects.filter(pk=line.pk).update(first_try_at=now)
    client = signed_in(cast.chief_a)
    page = client.get(reverse("dashboards:intercept"))
    counts = page.context["counts"]
    assert (counts["reported_fen"], counts["returned_fen"], counts["open"]) == (900_000, 445_000, 2)
    (row,) = page.context["lines"]
    assert (row["kind"], row["returned_fen"], row["speed"]) == (
        "courier",
        445_000,
        datetime.timedelta(hours=3),
    )
    assert "49.4%" in page.content.decode()
    kinds = page.context["kinds"]
    assert [(found["few"], found["reports"]) for found in kinds] == [(True, 2)], (
        "small numbers carry no percentage"
    )
    rows = client.get(reverse("dashboards:intercept_rows"), {"of": "recovered"})
    assert [found.pk for found in rows.context["page_obj"]] == [report.pk]


def test_an_officers_app_leads_to_the_report_in_one_tap_and_a_cadres_does_not(
    cast: Cast, signed_in: SignIn
) -> None:
    address = f'data-fraud="{reverse("antifraud:report_create")}"'
    assert address in signed_in(cast.officer_a).get(reverse("intake:night")).content.decode()
    assert "data-fraud" not in signed_in(cast.cadre_a).get(reverse("intake:night")).content.decode()
