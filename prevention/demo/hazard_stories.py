"""The chapters of a hazard of the demo: each step with its stored deadline, as the operations would have written it."""

import datetime
from typing import Any

from django.contrib.gis.geos import Point

from hazards.choices import Action, Level, Reply, Source, Stage, Status, TransferTo, Way
from hazards.models import Extension, Hazard, Recheck, RectificationOrder, Transfer
from hazards.operations import due
from jurisdiction.models import Officer
from prevention.demo.batch import key
from prevention.demo.hazard_told import DAY, HOUR, Told
from prevention.demo.hazard_words import ANSWERS, DEMANDS, TO


class Story(Told):
    """From the assessment to the closing, and what may come between."""

    def assess(self, by: Officer) -> bool:
        return self.move(
            Action.ASSESS,
            Status.ASSESSED,
            after=self.some_time(0.3, 20),
            by=by,
            due_at=due.transfer_by,
            transfer_by=due.transfer_by,
            handler=by,
        )

    def order(self, by: Officer) -> bool:
        found = self.found
        demands = DEMANDS.get(found.kind, "立即整改，消除隐患，并将整改情况报派出所。")
        until: Any = lambda at: due.rectify_by(found.level, at)  # noqa: E731  # a deadline like the others
        done = self.move(
            Action.ORDER,
            Status.ORDERED,
            after=self.some_time(0.2, 5),
            by=by,
            due_at=until,
            words=demands,
            way=Way.DEADLINE,
            rectify_by=until,
        )
        if done:
            self.rows.add(
                RectificationOrder(
                    hazard=found,
                    addressee=found.place.name,
                    demands=demands,
                    issued_at=self.at,
                    issued_by=by,
                    rectify_by=found.rectify_by,
                )
            )
        return done

    def fix_on_spot(self, by: Officer) -> bool:
        return self.move(
            Action.FIX_ON_SPOT,
            Status.ON_SPOT,
            after=self.some_time(0.1, 0.5),
            by=by,
            due_at=due.recheck_by,
            words="当场整改。",
            way=Way.ON_SPOT,
            recheck_by=due.recheck_by,
        )

    def put_right(self, by: Officer, *, share: float) -> bool:
        """After that share of the time given."""
        given = (self.found.rectify_by or self.at + 5 * DAY) - self.at
        return self.move(
            Action.PUT_RIGHT,
            Status.TO_RECHECK,
            after=max(HOUR, given * share),
            by=by,
            due_at=due.recheck_by,
            words="场所反馈已整改。",
            recheck_by=due.recheck_by,
        )

    def put_right_lately(self, by: Officer) -> bool:
        """In time, and if it may be so, within the last day or two."""
        lately = self.rows.now - self.some_time(20, 40) - self.at
        given = (self.found.rectify_by or self.rows.now) - self.at
        return self.put_right(by, share=min(0.95, max(0.05, lately / given)))

    def expire(self) -> bool:
        if self.found.rectify_by is None:
            return False
        until = self.found.rectify_by
        return self.move(
            Action.EXPIRE,
            Status.OVERDUE,
            after=until - self.at,
            by=None,
            due_at=until,
            overdue_at=until,
        )

    def supervise(self) -> bool:
        return self.move(
            Action.SUPERVISE,
            Status.SUPERVISED,
            after=self.some_time(6, 40),
            by=self.crew.chief,
            due_at=due.supervise_by,
            words="逾期未改，由社区警务队三日内跟到底，整改不到位的移送。",
            supervise_by=due.supervise_by,
        )

    def extend(self, by: Officer, *, allowed: bool | None) -> bool:
        """Asked for after a third of the time, decided a few hours later by the chief; none: still to be decided."""
        order = next(row for row in reversed(self.rows.rows[RectificationOrder]) if row.hazard is self.found)
        until = self.found.rectify_by + 5 * DAY
        status = Status(self.found.status)
        third = (self.found.rectify_by - self.at) / 3
        reason = "配件需外地调运，申请延期。"
        if not self.move(
            Action.ASK_EXTENSION, status, after=third, by=by, due_at=self.found.due_at, words=reason
        ):
            return False
        asked = self.rows.add(
            Extension(order=order, reason=reason, until=until, asked_at=self.at, asked_by=by)
        )
        if allowed is None:
            return True
        action = Action.ALLOW_EXTENSION if allowed else Action.REFUSE_EXTENSION
        kept: Any = until if allowed else self.found.due_at
        if not self.move(
            action, status, after=2 * HOUR, by=self.crew.chief, due_at=kept, rectify_by=kept, words=reason
        ):
            return False
        asked.decided_at, asked.decided_by, asked.allowed = self.at, self.crew.chief, allowed
        return True

    def transfer(self, by: Officer, *, answered: bool) -> bool:
        found = self.found
        to = TO.get(found.kind, TransferTo.FIRE_SERVICE)
        words = "请依法处理，需要查封的请依职权决定。"
        town = found.level == Level.CRITICAL or to == TransferTo.TOWN
        if not self.move(
            Action.TRANSFER,
            Status.TRANSFERRED,
            after=self.some_time(1, 30),
            by=by,
            due_at=due.answer_by,
            words=words,
            way=Way.TRANSFER,
            answer_by=due.answer_by,
            rectify_by=None,
        ):
            return False
        sent = self.rows.add(
            Transfer(
                hazard=found,
                to=to,
                words=words,
                town_informed=town,
                sent_at=self.at,
                by=by,
                answer_by=found.answer_by,
            )
        )
        words = self.rng.choice(ANSWERS)
        if answered and self.move(
            Action.ACCEPT,
            Status.RECTIFYING,
            after=self.some_time(60, 200),
            by=by,
            due_at=due.answer_by,
            answer_by=due.answer_by,
            words=words,
        ):
            sent.answered_at, sent.answer, sent.reply = self.at, words, Reply.WORKING
        return True

    def recheck(self, *, passed: bool = True) -> bool:
        """By another person than the finder and who had it put right, with a photo from about the same place."""
        barred = {self.found.found_by.pk, *self.worked}
        by = self.rng.choice([one for one in self.crew.walkers if one.pk not in barred] or [self.crew.chief])
        late = self.found.rectify_by is not None and self.at + 48 * HOUR >= self.found.rectify_by
        after = self.some_time(4, 28)
        if passed:
            action, status, until = Action.CONFIRM, Status.RECHECKED, due.close_by
        elif self.found.rectify_by is None:
            action, status, until = Action.FAIL_UNORDERED, Status.ASSESSED, due.transfer_by
        elif late:
            action, status, until = Action.FAIL_LATE, Status.OVERDUE, self.found.rectify_by
        else:
            action, status, until = Action.FAIL_IN_TIME, Status.RECTIFYING, self.found.rectify_by
        words = "现场已整改到位。" if passed else "仍未整改到位。"
        if not self.move(action, status, after=after, by=by, due_at=until, words=words):
            return False
        if status == Status.OVERDUE:
            self.found.overdue_at = self.found.rectify_by
        self.rows.add(
            Recheck(
                id=key(self.rng),
                hazard=self.found,
                passed=passed,
                words=words,
                at=self.at,
                received_at=self.at,
                by=by,
            )
        )
        self.rechecked_by.add(by.pk)
        if passed:
            self.rows.photo(self.found, Stage.AFTER, at=self.at, by=by, point=self._beside())
        return True

    def _beside(self) -> Point | None:
        """A few metres off; now and then the phone knew nothing or stood elsewhere."""
        chance = self.rng.random()
        if chance < 0.05:
            return None
        metres = 60 if chance < 0.08 else 4
        east, north = (self.rng.gauss(0, metres / a_degree) for a_degree in (100_000, 111_000))
        return Point(self.found.point.x + east, self.found.point.y + north, srid=4326)

    def close(self) -> bool:
        by = self.crew.chief if self.found.found_by.pk != self.crew.chief.pk else self.crew.police[0]
        words = "复查合格，予以销号。"
        return self.move(
            Action.CLOSE,
            Status.CLOSED,
            after=self.some_time(1, 30),
            by=by,
            due_at=None,
            words=words,
            closed_at=lambda at: at,
            closed_by=by,
            closing_words=words,
            recurs_until=due.recurs_until,
            keep_until=due.keep_until,
        )

    def dismiss(self) -> bool:
        by = next(one for one in self.crew.police if one.pk != self.found.found_by.pk)
        words = "现场核实不构成隐患。"
        return self.move(
            Action.DISMISS,
            Status.DISMISSED,
            after=self.some_time(1, 20),
            by=by,
            due_at=None,
            words=words,
            closed_at=lambda at: at,
            closed_by=by,
            closing_words=words,
            keep_until=due.keep_until,
        )

    def reopen(self, *, by: Officer, after: datetime.timedelta) -> bool:
        """Found again; the trail of before stays."""
        record_id = key(self.rng)
        words = f"{self.found.words}（复发）"
        done = self.move(
            Action.REOPEN,
            Status.REPORTED,
            after=after,
            by=by,
            due_at=due.assess_by,
            words=words,
            assess_by=due.assess_by,
            transfer_by=None,
            rectify_by=None,
            answer_by=None,
            recheck_by=None,
            supervise_by=None,
            overdue_at=None,
            way="",
            closed_at=None,
            closed_by=None,
            closing_words="",
            recurs_until=None,
            keep_until=None,
            found_by=by,
            found_at=lambda at: at,
            received_at=lambda at: at,
            recurrences=self.found.recurrences + 1,
        )
        if done:
            self.worked.clear()
            self._sighting(words, Source.INSPECTION, "", self.at, by, record_id)
            self.rows.photo(self.found, Stage.BEFORE, at=self.at, by=by, point=self.found.point)
        return done

    def leave(self) -> Hazard:
        """Who hears of what is late: long ago everybody did, lately the sweep tells."""
        if self.found.status in (Status.ORDERED, Status.RECTIFYING):
            self.expire()
        found: Hazard = self.found
        for name, value in due.alerts(found.due_at).items():
            setattr(found, name, value)
        if found.chief_alert_at is not None and found.chief_alert_at < self.rows.now - 2 * DAY:
            found.alerted = 3
        return found
