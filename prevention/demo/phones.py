"""The inbox of the demo: what the phones of the last nights sent, some of it late from hills without a signal, some
refused, and two entries that contradict each other."""

import datetime
import hashlib
import random
import uuid
from collections.abc import Iterator

from intake.choices import ClashChoice, State
from intake.models import Clash, Phone, Submission
from jurisdiction.models import Officer
from patrols.choices import Finding
from patrols.models import Round, UnsecuredVehicle, VehicleCheck
from prevention.demo import SEED

NIGHTS = 3
PHONES = (
    "Linux; Android 13; 警务终端",
    "Linux; Android 12; 警务终端",
    "Linux; Android 11; 自有手机",
    "Linux; Android 14; 警务终端",
)
MINUTE = datetime.timedelta(minutes=1)


def refresh_phones(*, now: datetime.datetime) -> None:
    """Once; again it adds nothing."""
    if Phone.objects.exists():
        return
    rng = random.Random(f"{SEED}|phones")  # noqa: S311  # a demo, not a secret
    rounds = list(
        Round.objects.filter(finished_at__isnull=False, started_at__gt=now - datetime.timedelta(days=NIGHTS))
        .select_related("started_by", "station")
        .order_by("started_at")
    )
    if not rounds:
        return
    phones = _phones(rng, rounds, now)
    rows = [row for found in rounds for row in _of_round(rng, found, phones, now)]
    Submission.objects.bulk_create(rows, batch_size=500)
    _late(rng, rounds[-6:])
    _clashes(rng, rows, now)


def _phones(rng: random.Random, rounds: list[Round], now: datetime.datetime) -> list[Phone]:
    rows = []
    for index, name in enumerate(PHONES):
        found = rounds[-1 - index % len(rounds)]
        seen = now - MINUTE * (3 if index else 190)
        rows.append(
            Phone(
                id=uuid.UUID(int=rng.getrandbits(128), version=4),
                station=found.station,
                last_officer=found.started_by or Officer.objects.earliest("pk"),
                name=name,
                first_seen_at=now - datetime.timedelta(days=40 + index),
                last_seen_at=seen,
                waiting=0 if index else 14,
                refused=1 if index == 2 else 0,
                oldest_waiting_at=None if index else seen - 55 * MINUTE,
                clock_off_ms=rng.randint(-900, 2400),
                storage_kept=index != 2,
                free_bytes=rng.randint(3, 40) * 10**9,
                app_version="zh-hans",
            )
        )
    return list(Phone.objects.bulk_create(rows))


def _row(
    rng: random.Random, kind: str, key: uuid.UUID, at: datetime.datetime, late: datetime.timedelta, by: Officer,
    station: int, phone: Phone, **values: object,
) -> Submission:  # fmt: skip
    defaults: dict[str, object] = {
        "state": State.APPLIED,
        "settled_at": at + late,
        "clock_off_ms": rng.randint(-800, 1600),
        **values,
    }
    return Submission(
        id=key,
        sha256=hashlib.sha256(key.bytes).hexdigest(),
        body=b"",
        received_at=at + late,
        delivered_by=by,
        author=by,
        phone=phone,
        station_id=station,
        kind=kind,
        device_at=at,
        happened_at=at,
        **defaults,
    )


def _of_round(
    rng: random.Random, found: Round, phones: list[Phone], now: datetime.datetime
) -> Iterator[Submission]:
    by, phone = found.started_by, rng.choice(phones)
    if by is None or found.started_at is None or found.finished_at is None:
        return
    # Every sixth round is walked where there is no signal: it arrives hours later.
    late = datetime.timedelta(seconds=rng.randint(1, 40))
    if rng.random() < 0.17:
        late = min(datetime.timedelta(minutes=rng.randint(40, 300)), max(now - found.finished_at, late))
    values = {"object_type": "patrols.round", "object_id": str(found.pk)}
    yield _row(
        rng,
        "round.start",
        uuid.UUID(int=rng.getrandbits(128), version=4),
        found.started_at,
        late,
        by,
        found.station_id,
        phone,
        **values,
    )
    for check in VehicleCheck.objects.filter(round=found, withdrawn_at=None).order_by("checked_at"):
        kind = "check.secure" if check.finding == Finding.SECURE else "vehicle.found"
        yield _row(
            rng,
            kind,
            check.pk,
            check.checked_at,
            late,
            by,
            found.station_id,
            phone,
            object_type="patrols.vehiclecheck",
            object_id=str(check.pk),
        )
    if rng.random() < 0.08:
        yield _row(
            rng, "vehicle.found", uuid.UUID(int=rng.getrandbits(128), version=4), found.finished_at, late, by,
            found.station_id, phone, state=State.REFUSED, errors={"plate": "车牌最多20个字符。"},
        )  # fmt: skip
    yield _row(
        rng,
        "round.finish",
        uuid.UUID(int=rng.getrandbits(128), version=4),
        found.finished_at,
        late,
        by,
        found.station_id,
        phone,
        **values,
    )


def _late(rng: random.Random, rounds: list[Round]) -> None:
    """Two rounds that the station had judged missed before the phone came back."""
    for found in rng.sample(rounds, min(2, len(rounds))):
        if found.started_at is None or found.finished_at is None or found.start_kind == "make_up":
            continue
        received = found.finished_at + datetime.timedelta(minutes=rng.randint(90, 200))
        Round.objects.filter(pk=found.pk).update(
            missed_at=found.start_by,
            unmissed_at=received,
            start_received_at=received,
            finish_received_at=received,
        )


def _clashes(rng: random.Random, rows: list[Submission], now: datetime.datetime) -> None:
    """One waits for somebody, one is decided."""
    cars = UnsecuredVehicle.objects.filter(
        closed_at__gt=now - datetime.timedelta(days=NIGHTS), closed_by__isnull=False
    )
    for number, vehicle in enumerate(cars.select_related("closed_by", "station").order_by("-closed_at")[:2]):
        found = Round.objects.get(checks=vehicle.pk)
        partner = (
            Officer.objects.filter(shift_memberships__shift=found.shift_id)
            .exclude(pk=vehicle.closed_by_id)
            .first()
        )
        if partner is None or vehicle.closed_at is None:
            continue
        at = vehicle.closed_at + 3 * MINUTE
        submission = _row(
            rng, "vehicle.close", uuid.UUID(int=rng.getrandbits(128), version=4), at, 20 * MINUTE, partner,
            vehicle.station_id, rows[0].phone or Phone.objects.earliest("pk"), state=State.CLASH, settled_at=None,
            object_type="patrols.unsecuredvehicle", object_id=str(vehicle.pk),
        )  # fmt: skip
        submission.save(force_insert=True)
        clash = Clash(
            submission=submission,
            field="outcome",
            field_name="处理结果",
            stored=str(vehicle.get_outcome_display()),
            stored_by=vehicle.closed_by,
            stored_at=vehicle.closed_at,
            proposed="未锁闭，已留提醒单",
            raised_at=at + 20 * MINUTE,
        )
        if number:
            clash.choice, clash.reason = ClashChoice.KEPT, "车主在场，已当面确认锁闭。"
            clash.decided_at, clash.decided_by = at + 60 * MINUTE, vehicle.closed_by
            Submission.objects.filter(pk=submission.pk).update(
                state=State.REPLACED, settled_at=clash.decided_at
            )
        clash.save()
