"""Rounds are planned and swept by real Celery workers on a real Redis, while workers and database backends are killed.

Time is an argument: the drill's clock steps through nights and sends a hint for each step, twice, as two beats would."""

import datetime
import math
import os
import random
import time

from django.db import connection

from drills import scene as scenes
from drills.database import dsn
from drills.frame import Options, Result
from drills.killer import Killer
from drills.scene import BEGIN, DAY, Scene
from drills.verdict import judge, rows
from drills.walking import Walkers
from drills.workers import Workers, broker, forget

LOOKED = "SELECT EXISTS (SELECT FROM patrols_reconcilerun WHERE judged_at = %s)"
WAIT_FOR_A_LOOK = 2.0  # seconds; killed looks are not waited for longer, the next one does their work
LONGEST = 480.0  # seconds


class Clock:
    """Steps through the nights, sending hints, until the killer is done."""

    def __init__(self, scene: Scene, workers: Workers, step: datetime.timedelta) -> None:
        self.at = BEGIN
        self._step = step
        self.hints = self.unanswered = self.stalls = 0
        self.walkers = Walkers(scene, BEGIN.date() + DAY * 60)
        self._workers = workers
        self._silent = 0

    def hint(self) -> None:
        from drills.celery_app import look

        look.delay(self.at.isoformat())
        self.hints += 1

    def answered(self, seconds: float) -> bool:
        """Whether a look at the present moment is finished, waiting up to so long."""
        until = time.monotonic() + seconds
        while not rows(LOOKED, self.at)[0][0]:
            if time.monotonic() > until:
                return False
            time.sleep(0.005)
        return True

    def step(self) -> None:
        self.walkers.walk(self.at)
        self.hint()
        self.hint()
        if self.answered(WAIT_FOR_A_LOOK):
            self._silent = 0
        else:
            self.unanswered += 1
            self._silent += 1
        if self._workers.replace_dead() or self._silent >= 10:
            self.stalls += 1
            if self._silent >= 10:
                self._workers.restart()
                self._silent = 0
        self.at += self._step

    def settle(self) -> bool:
        """Beat goes on after the last kill: whether a look at the end came through; then one more, for rounds that a
        dying backend still held."""
        for number in range(2):
            if number:
                self.at += self._step
            for _try in range(12):
                self.hint()
                if self.answered(5):
                    break
            else:
                return False
        return True


def run(options: Options) -> Result:
    rng = random.Random(options.seed)  # noqa: S311  # repeatable, not secret
    full = {"process": 150, "worker": 50, "backend": 50}
    amounts = {"process": 6, "worker": 1, "backend": 3} if options.quick else full
    kills = [kind for kind, amount in amounts.items() for _index in range(amount)]
    rng.shuffle(kills)
    shortest = datetime.timedelta(hours=12) if options.quick else DAY * 5
    step = datetime.timedelta(minutes=20 if options.quick else 10)
    scene = scenes.build(4 if options.quick else 24)
    address, prefix = broker(os.getpid())
    os.environ |= {"DRILL_BROKER": address, "DRILL_PREFIX": prefix}
    workers = Workers(1 if options.quick else 3, options.var / "worker.log")
    killer = Killer(dsn(str(connection.settings_dict["NAME"])), workers, kills, rng)
    try:
        clock = Clock(scene, workers, step)
        clock.hint()
        clock.answered(30)  # the first worker has come up
        killer.start()
        begun = time.monotonic()
        while (killer.left or clock.at < BEGIN + shortest) and time.monotonic() - begun < LONGEST:
            killer.allowed = math.ceil(len(kills) * min(1, (clock.at + step * 6 - BEGIN) / shortest))
            clock.step()
        killer.end()
        settled = clock.settle()
    finally:
        killer.end()
        workers.stop()
        forget(address, prefix)
    return _result(scene, clock, killer, amounts, settled=settled)


def _result(scene: Scene, clock: Clock, killer: Killer, amounts: dict[str, int], *, settled: bool) -> Result:
    last_night = clock.at.date() + DAY * scenes.AHEAD
    verdict = judge(scene, at=clock.at, last_night=last_night, walked=clock.walkers.walked)
    result = Result(
        injected={
            "kills of worker processes": killer.done["process"] + killer.done["worker"],
            "kills of database backends": killer.done["backend"],
        },
        lost=verdict.lost + len(clock.walkers.missing),
        doubled=verdict.doubled,
        wrong=verdict.wrong + (not settled) + (killer.done.total() != sum(amounts.values())),
        examples=verdict.examples + ["no look came through at the end"] * (not settled),
    )
    result.figures = {
        "whole_workers_among_the_kills": killer.done["worker"],
        "killed_during": dict(killer.during),
        "killed_with_uncommitted_writes": killer.with_writes,
        "hints_sent": clock.hints,
        "looks_finished": rows("SELECT count(*) FROM patrols_reconcilerun")[0][0],
        "steps_without_a_finished_look": clock.unanswered,
        "restarts_after_silence": clock.stalls,
        "simulated_hours": round((clock.at - BEGIN) / datetime.timedelta(hours=1), 1),
        **verdict.figures,
    }
    return result
