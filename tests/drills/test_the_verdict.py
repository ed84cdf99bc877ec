"""A drill that cannot fail proves nothing: each kind of fault must be seen."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection

from drills import scene as scenes
from drills.frame import Result, report
from drills.scene import BEGIN, DAY, Scene
from drills.verdict import Verdict, judge
from drills.walking import Walkers
from patrols.operations.reconcile import reconcile

pytestmark = pytest.mark.django_db
END = BEGIN + DAY


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # ALTER TABLE waits for no deferred check
        cursor.execute(statement)


@pytest.fixture
def night() -> tuple[Scene, Walkers]:
    """One station's night, looked at every twenty minutes."""
    scene = scenes.build(1)
    walkers = Walkers(scene, BEGIN.date())
    at = BEGIN
    while at <= END:
        walkers.walk(at)
        reconcile(at=at)
        at += datetime.timedelta(minutes=20)
    return scene, walkers


def verdict_on(night: tuple[Scene, Walkers]) -> Verdict:
    scene, walkers = night
    return judge(scene, at=END, last_night=BEGIN.date(), walked=walkers.walked)


def test_a_quiet_night_has_no_fault(night: tuple[Scene, Walkers]) -> None:
    verdict = verdict_on(night)
    assert (verdict.lost, verdict.doubled, verdict.wrong) == (0, 0, 0), verdict.examples
    assert verdict.figures["rounds_due"] == 10
    assert verdict.figures["rounds_missed"] + verdict.figures["rounds_walked"] == 10


def a_lost_alert() -> None:
    sql(
        "DELETE FROM patrols_roundalert WHERE id = (SELECT min(id) FROM patrols_roundalert WHERE step = 'chief')"
    )


def a_lost_round() -> None:
    sql("DELETE FROM patrols_round WHERE id = (SELECT min(id) FROM patrols_round WHERE status = 'done')")


def a_doubled_alert() -> None:
    sql("ALTER TABLE patrols_roundalert DROP CONSTRAINT alert_step_once_a_round")
    sql(
        "INSERT INTO patrols_roundalert (round_id, station_id, step, due_at, raised_at)"
        " SELECT round_id, station_id, step, due_at, raised_at FROM patrols_roundalert LIMIT 1"
    )


def a_doubled_entry() -> None:
    sql(
        "INSERT INTO ledger_entry (chain, sequence, at, station_id, kind, verb, object_type, object_id, fields, reason,"
        " address, detail, previous_hash, hash) SELECT chain, 0, at, station_id, kind, verb, object_type, object_id,"
        " fields, reason, address, detail, '', '' FROM ledger_entry WHERE verb = 'round.missed' LIMIT 1"
    )


def the_sweeps_own_time() -> None:
    sql("UPDATE patrols_round SET missed_at = start_by + interval '1 minute' WHERE status = 'missed'")


def a_member_too_few() -> None:
    sql("DELETE FROM patrols_shiftmember WHERE id = (SELECT min(id) FROM patrols_shiftmember)")


def an_altered_entry() -> None:
    sql("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_no_change")
    sql("UPDATE ledger_entry SET verb = 'nothing.done' WHERE id = (SELECT min(id) FROM ledger_entry)")


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (a_lost_alert, "lost"),
        (a_lost_round, "lost"),
        (a_doubled_alert, "doubled"),
        (a_doubled_entry, "doubled"),
        (the_sweeps_own_time, "wrong"),
        (a_member_too_few, "wrong"),
        (an_altered_entry, "wrong"),
    ],
)
def test_each_fault_is_seen(night: tuple[Scene, Walkers], fault: Callable[[], None], kind: str) -> None:
    fault()
    verdict = verdict_on(night)
    assert getattr(verdict, kind) > 0, verdict
    assert verdict.examples


def test_a_drill_that_injected_nothing_does_not_hold() -> None:
    assert not Result(injected={"kills": 0}).holds
    assert not Result(injected={"kills": 3}, lost=1).holds
    answer = report("worker", Result(injected={"kills": 3}), seconds=1.26, command="./run drill worker")
    assert answer["holds"] is True
    assert answer["seconds"] == 1.3
