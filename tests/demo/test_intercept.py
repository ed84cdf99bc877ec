"""The demo's reports of fraud: every fen accounted for, the story of the phone told exactly, two whose clocks run."""

import pytest
from django.db import connection
from django.db.models import F, Sum

from antifraud.models import Contact, Dissuasion, FraudReport, Movement
from ledger.chain import first_breaks
from prevention.demo.intercept import refresh_intercept
from tests.cast import at

NOW = at("2026-09-10 22:30")


@pytest.mark.usefixtures("loaded")
def test_reports_of_the_demo_reconcile_and_the_phone_comes_back() -> None:
    for _again in range(2):
        refresh_intercept(now=NOW)
    connection.check_constraints()
    assert FraudReport.objects.count() == 64 + 24 + 18 + 1 + 2
    assert set(FraudReport.objects.values_list("station__short_name", flat=True)) == {"曹远", "大湖", "贡川"}
    assert not FraudReport.objects.filter(received_at__gt=NOW).exists()
    assert not Movement.objects.filter(at__lt=F("line__report__received_at")).exists()
    phone = FraudReport.objects.get(amount_fen=890_000, returned_fen=890_000, kind="unexplained_charge")
    assert (phone.channel, phone.status, phone.lines.count()) == ("platform", "closed", 4)
    back = Movement.objects.get(line__report=phone)
    assert (back.line.kind, back.fen) == ("courier", 890_000)
    assert back.at.astimezone(NOW.tzinfo).date() == phone.received_at.astimezone(NOW.tzinfo).date(), (
        "before midnight"
    )
    assert phone.lines.filter(attempts__isnull=False).distinct().count() == 3
    assert phone.lines.filter(attempts__words__contains="20公里").exists()
    opened = FraudReport.objects.open()
    assert opened.count() == 2
    assert opened.aggregate(held=Sum("stopped_fen"))["held"] == 1_500_000
    assert Dissuasion.objects.open().count() == 3
    assert set(Dissuasion.objects.values_list("status", flat=True)) >= {"persuaded", "not_fraud", "defrauded"}
    worked = Contact.objects.with_record().filter(last_success__isnull=False, median_answer__isnull=False)
    assert worked.count() >= 5
    assert first_breaks() == []


@pytest.mark.usefixtures("loaded")
def test_on_another_night_two_others_run() -> None:
    refresh_intercept(now=NOW, months=2)
    refresh_intercept(now=at("2026-09-12 22:30"), months=2)
    assert FraudReport.objects.open().count() == 2
    assert not FraudReport.objects.open().filter(received_at__lt=NOW).exists()
