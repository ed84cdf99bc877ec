"""The board asks whether there is news: whatever it shows is news when it changes."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from antifraud.operations import outcomes
from jurisdiction.models import Officer
from tests.antifraud.intercept_steps import HOUR, NIGHT, a_report, a_warning, stepped
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]


def test_the_board_hears_of_a_warning_signed_for_and_of_a_correction(cast: Cast, signed_in: SignIn) -> None:
    report, warning = a_report(cast), a_warning(cast)
    a_warning(cast, NIGHT + HOUR)  # due last: what happens to the first is news all the same
    client, board = signed_in(cast.officer_a), reverse("antifraud:board_live")

    def changed(by: Callable[[], object]) -> bool:
        tag = client.get(reverse("antifraud:board")).context["tag"]
        assert client.get(board, {"seen": tag}).status_code == 204
        by()
        return client.get(board, {"seen": tag}).status_code == 200

    def ask() -> object:
        return outcomes.ask_correction(
            report_id=report.pk, total_fen=900_000, reason="x", at=NIGHT, by=cast.leader_a
        )

    assert changed(lambda: stepped(warning, "sign", cast.officer_a))
    assert changed(ask)
    assert report.get_channel_display() in client.get(reverse("antifraud:board")).content.decode()
