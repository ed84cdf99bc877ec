"""A missed round is told to whom its step concerns, in the transaction that raises the step."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from jurisdiction.models import Officer
from notices.models import Notice
from patrols.models import RoundAlert
from patrols.operations import alarms
from patrols.operations.reconcile import reconcile, sweep
from tests.cast import Cast, at
from tests.patrols.helpers import running_round

pytestmark = pytest.mark.django_db
SignIn = Callable[[Officer], Client]
AFTERNOON = at("2026-09-03 15:00")


def told(kind: str, number: int = 1) -> set[str]:
    notice = Notice.objects.get(kind=kind, params__number=number)
    return set(notice.recipients.values_list("officer__username", flat=True))


def test_each_step_tells_whom_it_concerns(cast: Cast) -> None:
    reconcile(at=AFTERNOON)
    reconcile(at=at("2026-09-03 19:51"))
    squad = {"leader_a", "officer_a", "auxiliary_a", "cadre_a"}
    assert told("round.reminder") == squad
    reconcile(at=at("2026-09-03 21:01"))
    assert told("round.missed.squad") == squad
    assert told("round.missed.leader") == {"leader_a"}
    assert told("round.missed.chief") == {"chief_a", "room_a"}
    chief = Notice.objects.get(kind="round.missed.chief")
    assert (chief.at, chief.urgent) == (at("2026-09-03 21:00"), False)
    with translation.override("en"):
        assert chief.words == "Squad A: round 1 of 20:00 was not started in time."


def test_looking_often_tells_once_and_a_started_round_tells_nobody_that_it_was_missed(cast: Cast) -> None:
    running_round(cast)
    for _look in range(3):
        reconcile(at=at("2026-09-03 23:30"))
    missed = Notice.objects.filter(kind="round.missed.squad")
    assert [found.params["number"] for found in missed] == [2]
    assert missed.get().recipients.count() == 4


def test_a_squad_without_a_leader_is_the_stations_leaders_concern(cast: Cast) -> None:
    cast.squad_a.members.update(is_leader=False)
    cast.squad_a.members.filter(officer=cast.leader_a).delete()
    reconcile(at=AFTERNOON)
    reconcile(at=at("2026-09-03 21:01"))
    assert told("round.missed.leader") == {"leader_a"}


def test_what_cannot_be_told_is_not_raised(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    reconcile(at=AFTERNOON)

    def fail(*_args: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(alarms, "tell_many", fail)
        with pytest.raises(RuntimeError):
            sweep(at=at("2026-09-03 21:01"))
    assert not RoundAlert.objects.exists()
    sweep(at=at("2026-09-03 21:01"))
    assert (
        RoundAlert.objects.filter(step="chief").count()
        == Notice.objects.filter(kind="round.missed.chief").count()
    )


def test_a_look_with_many_alerts_asks_a_fixed_number_of_questions(
    cast: Cast, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    reconcile(at=AFTERNOON)
    with django_assert_max_num_queries(32):  # type: ignore[attr-defined]
        sweep(at=at("2026-09-04 06:00"))
    assert Notice.objects.count() == 15


def test_the_addresses_lead_each_to_their_page(cast: Cast, signed_in: SignIn) -> None:
    reconcile(at=AFTERNOON)
    reconcile(at=at("2026-09-03 21:01"))
    for kind, who in (("round.missed.squad", cast.officer_a), ("round.missed.chief", cast.chief_a)):
        url = Notice.objects.get(kind=kind).url
        assert signed_in(who).get(url).status_code == 200
