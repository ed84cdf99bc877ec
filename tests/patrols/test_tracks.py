"""Tracks: what is kept of a phone's positions, and that presence is the same however the parts arrive."""

import datetime
import itertools
import uuid
from collections.abc import Sequence

import pytest

from jurisdiction.models import Officer
from ledger.models import Entry
from patrols import tracks
from patrols.choices import TrackSource
from patrols.errors import NotOnThisShift, RecordTaken, RoundNotStarted, TrackRefused
from patrols.models import PresenceCell, Round, TrackPart
from patrols.operations.presence import rebuild_presence
from patrols.operations.retention import apply_retention
from patrols.operations.rounds import finish_round
from patrols.operations.tracks import TRACK_KEPT, add_track, fixes_of, import_gpx
from patrols.tracks import Fix, GpxError, clean, from_gpx, metres_walked, seconds_known, to_gpx
from tests.cast import Cast, at
from tests.patrols.helpers import first_round, running_round

NOW = at("2026-09-03 20:10")
#: One degree of latitude there, in metres, on the sphere.
DEGREE = 111_195.08


def fix(seconds: float, north: float = 0, east: float = 0, accuracy: float = 5) -> Fix:
    """Metres north and east of a point in the middle of village A."""
    return Fix(
        NOW + datetime.timedelta(seconds=seconds), 26.01 + north / DEGREE, 117.29 + east / 99_930, accuracy
    )


def walk(begin: int, end: int, every: int = 10, speed: float = 2.0, east: float = 0) -> list[Fix]:
    return [fix(second, second * speed, east) for second in range(begin, end + 1, every)]


def seconds_of(part: Sequence[Fix]) -> list[int]:
    return [round((one.at - NOW).total_seconds()) for one in part]


def test_a_walk_stays_as_it_was_whatever_the_order_and_doubles() -> None:
    way = walk(0, 60)
    assert clean([*reversed(way), *way]) == [way]
    assert metres_walked([way]) == 120
    assert seconds_known([way]) == 60


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (fix(25, 50, accuracy=101), "imprecise"),
        (fix(25, 50, accuracy=float("nan")), "no number"),
        (fix(25, 5000), "faster than any car"),
        (fix(25, 50, east=200), "a lone outlier"),
        (Fix(NOW + datetime.timedelta(seconds=25), 91.0, 117.29, 5), "nowhere on earth"),
    ],
)
def test_drift_is_dropped(bad: Fix, why: str) -> None:
    way = [fix(second, north) for second, north in ((0, 0), (10, 20), (20, 45), (30, 60), (40, 80))]
    assert clean([*way, bad]) == [way], why


def test_a_wrong_first_position_does_not_drop_all_others() -> None:
    assert clean([fix(0, 9000), *walk(10, 60)]) == [walk(10, 60)]


def test_a_standing_phone_keeps_its_place_and_one_position_a_minute() -> None:
    jitter = [fix(second, (second * 7) % 9, (second * 5) % 11) for second in range(10, 301, 10)]
    (part,) = clean([fix(0), *jitter])
    assert seconds_of(part) == [0, 60, 120, 180, 240, 300]
    assert metres_walked([part]) == 0
    assert seconds_known([part]) == 300


def test_more_than_five_minutes_of_silence_is_a_pause() -> None:
    parts = clean([*walk(0, 60), *walk(360, 400), *walk(701, 731)])
    assert [(seconds_of(part)[0], seconds_of(part)[-1]) for part in parts] == [(0, 400), (701, 731)]
    assert (
        seconds_known(parts) == 60 + 40 + 30
    )  # the five minutes between are no pause, but nothing is known of them


def test_a_track_survives_gpx() -> None:
    parts = [walk(0, 60), walk(700, 760)]
    text = to_gpx(parts, "A & B <1>")
    again = from_gpx(text.encode())
    assert [one.at for one in again] == [one.at for part in parts for one in part]
    assert all(tracks.metres(a, b) < 0.2 for a, b in zip(again, itertools.chain(*parts), strict=True))
    assert {one.accuracy for one in again} == {5}
    assert "<name>A &amp; B &lt;1&gt;</name>" in text


POINT = '<trkpt lat="26.01" lon="117.29"><time>2026-09-03T12:10:00Z</time></trkpt>'


def gpx(inside: str, before: str = "") -> bytes:
    return f'{before}<gpx xmlns="{tracks.GPX}"><trk><trkseg>{inside}</trkseg></trk></gpx>'.encode()


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (gpx(POINT, BOMB), "entities"),
        (gpx(POINT, '<?xml version="1.0" encoding="utf-16"?>' + BOMB).decode().encode("utf-16"), "entities"),
        (gpx(POINT, '<!DOCTYPE gpx SYSTEM "file:///etc/passwd">'), "entities"),
        (b"", "not_gpx"),
        (b"<html></html>", "not_gpx"),
        (b"<gpx><trk>", "not_gpx"),
        (b'<?xml version="1.0" encoding="nonsense"?><gpx/>', "not_gpx"),
        (gpx(""), "no_points"),
        (gpx('<trkpt lat="26" lon="117"></trkpt>'), "no_times"),
        (gpx('<trkpt lat="26" lon="117"><time>yesterday</time></trkpt>'), "no_times"),
        (gpx(POINT.replace("26.01", "126")), "bad_point"),
        (gpx(POINT.replace("26.01", "north")), "bad_point"),
        (gpx(POINT.replace('lat="26.01"', "")), "bad_point"),
        (gpx(POINT.replace("26.01", "nan")), "bad_point"),
        (gpx(POINT * 50_001), "too_many"),
        (gpx(POINT) + b" " * tracks.GPX_MOST_BYTES, "too_big"),
    ],
)
def test_a_file_that_is_no_safe_track_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(GpxError) as refused:
        from_gpx(content)
    assert refused.value.code == code


def test_a_time_within_an_extension_is_not_the_points_time() -> None:
    nested = POINT.replace("</trkpt>", "<extensions><x><time>1999</time></x></extensions></trkpt>")
    assert [one.at for one in from_gpx(gpx(nested))] == [NOW]


def add(round_: Round, fixes: Sequence[Fix], by: Officer, **values: object) -> list[TrackPart]:
    options: dict[str, object] = {
        "record_id": uuid.uuid4(),
        "round_id": round_.pk,
        "fixes": fixes,
        "source": TrackSource.PHONE,
        "at": NOW,
        "received_at": NOW + datetime.timedelta(hours=1),
        "by": by,
        **values,
    }
    return add_track(**options)  # type: ignore[arg-type]


def presence(round_: Round) -> list[tuple[object, ...]]:
    names = ("x", "y", "village", "station", "duty_date", "first_at", "last_at", "seconds", "fixes")
    return sorted(PresenceCell.objects.filter(round=round_).values_list(*names), key=str)


def forget(round_: Round) -> None:
    PresenceCell.objects.filter(round=round_).delete()
    TrackPart.objects.filter(round=round_).delete()


@pytest.mark.django_db
def test_a_record_is_kept_once_with_its_pauses_and_no_position_in_the_ledger(cast: Cast) -> None:
    found, key, way = running_round(cast), uuid.uuid4(), [*walk(0, 300), *walk(900, 1200)]
    made = add(found, way, cast.officer_a, record_id=key)
    again = add(found, way, cast.officer_a, record_id=key)
    assert [part.pk for part in made] == [part.pk for part in again] == [key, uuid.uuid5(key, "1")]
    assert TrackPart.objects.count() == 2
    found.refresh_from_db()
    assert found.track_metres == pytest.approx(1200, rel=0.01)
    assert found.track_seconds == 600
    entry = Entry.objects.get(verb="track.received")
    assert entry.detail == {"source": "phone", "parts": 2, "positions": 62}
    stored = clean(itertools.chain(*fixes_of(TrackPart.objects.filter(round=found))))
    assert [seconds_of(part) for part in stored] == [seconds_of(part) for part in clean(way)]


@pytest.mark.django_db
def test_only_the_shifts_own_people_add_to_a_started_round_under_their_own_keys(cast: Cast) -> None:
    waiting = first_round(cast)
    with pytest.raises(RoundNotStarted):
        add(waiting, walk(0, 60), cast.officer_a)
    found, key = running_round(cast), uuid.uuid4()
    with pytest.raises(NotOnThisShift):
        add(found, walk(0, 60), cast.officer_b)
    add(found, walk(0, 60), cast.officer_a, record_id=key)
    with pytest.raises(RecordTaken):
        add(found, walk(0, 60), cast.auxiliary_a, record_id=key)


@pytest.mark.django_db
def test_what_lies_outside_the_round_is_left_out(cast: Cast) -> None:
    found = running_round(cast)  # begun at 20:01
    finish_round(round_id=found.pk, at=at("2026-09-03 20:20"), by=cast.officer_a)
    (part,) = add(found, walk(-1800, 3600, every=60), cast.officer_a)
    assert (part.began_at, part.ended_at) == (at("2026-09-03 19:56"), at("2026-09-03 20:25"))
    assert add(found, walk(3000, 3600), cast.officer_a) == []


@pytest.mark.django_db
def test_time_goes_half_to_the_square_of_either_end_and_names_the_village(cast: Cast) -> None:
    found = running_round(cast)
    add(found, walk(0, 600), cast.officer_a)
    rows = PresenceCell.objects.filter(round=found)
    assert rows.count() in (6, 7, 8)  # 1,200 m to the north
    inside = rows.filter(village=cast.village_a)
    assert {row.village_id for row in rows} == {cast.village_a.pk, None}
    assert sum(row.seconds for row in inside) == pytest.approx(556, abs=12)  # the border is 1,112 m north
    assert {(row.station_id, row.duty_date) for row in rows} == {(found.station_id, found.duty_date)}
    assert sum(row.seconds for row in rows) == pytest.approx(600, abs=rows.count())
    assert sum(row.fixes for row in rows) == 61


@pytest.mark.django_db
def test_presence_is_the_same_in_any_order_with_doubles_and_when_rebuilt(cast: Cast) -> None:
    found, way = running_round(cast), [*walk(0, 600), *walk(1000, 1300)]
    add(found, way, cast.officer_a)
    whole = presence(found)
    assert whole
    stretches = [(way[:20], uuid.uuid4()), (way[20:70], uuid.uuid4()), (way[70:], uuid.uuid4())]
    for order in itertools.permutations(stretches):
        forget(found)
        for stretch, key in [*order, order[0]]:
            add(found, stretch, cast.officer_a, record_id=key)
        add(found, order[1][0], cast.officer_a, record_id=uuid.uuid4())
        incremental = presence(found)
        rebuild_presence(found.pk)
        assert incremental == presence(found) == whole


@pytest.mark.django_db
def test_two_records_that_differ_about_one_second_leave_the_same_whichever_comes_first(cast: Cast) -> None:
    found, left = running_round(cast), []
    one, other = walk(0, 300), walk(0, 300, east=900)
    for order in ([one, other], [other, one]):
        forget(found)
        for way in order:
            add(found, way, cast.officer_a)
        left.append(presence(found))
        rebuild_presence(found.pk)
        left.append(presence(found))
    assert left[0]
    assert left == [left[0]] * 4


@pytest.mark.django_db
def test_two_phones_that_walk_together_count_their_time_once(cast: Cast) -> None:
    found = running_round(cast)
    add(found, walk(0, 600), cast.officer_a)
    add(found, walk(5, 595, east=3), cast.auxiliary_a)
    found.refresh_from_db()
    rows = PresenceCell.objects.filter(round=found)
    assert sum(row.seconds for row in rows) == pytest.approx(600, abs=rows.count())
    assert found.track_metres == pytest.approx(1200, rel=0.01)
    assert found.track_seconds == 600


@pytest.mark.django_db
def test_a_lone_position_shows_that_they_were_there(cast: Cast) -> None:
    found = running_round(cast)
    add(found, [fix(0)], cast.officer_a)
    row = PresenceCell.objects.get(round=found)
    assert (row.seconds, row.fixes, row.first_at, row.last_at) == (0, 1, NOW, NOW)


@pytest.mark.django_db
def test_tracks_go_after_thirty_days_presence_stays_and_a_late_part_does_not_undo_it(cast: Cast) -> None:
    found = running_round(cast)
    add(found, walk(0, 600), cast.officer_a)
    before, over = presence(found), at("2026-09-03 20:01") + TRACK_KEPT
    apply_retention(at=over - datetime.timedelta(seconds=1))
    assert TrackPart.objects.count() == 1
    assert apply_retention(at=over)["tracks"] == 1
    assert TrackPart.objects.count() == 0
    assert add(found, walk(900, 1200), cast.officer_a, received_at=over) == []
    rebuild_presence(found.pk)
    assert presence(found) == before


@pytest.mark.django_db
def test_a_gpx_file_becomes_the_rounds_track_once_and_errors_stand_at_the_file(cast: Cast) -> None:
    found, content = running_round(cast), to_gpx([walk(0, 600)], "way").encode()
    late = NOW + datetime.timedelta(hours=1)
    for _again in range(2):
        (part,) = import_gpx(round_id=found.pk, content=content, at=late, by=cast.officer_a)
    assert TrackPart.objects.get() == part
    assert part.source == TrackSource.GPX
    elsewhen = to_gpx([walk(90_000, 90_600)], "way").encode()
    for refused in (b"no xml", elsewhen):
        with pytest.raises(TrackRefused) as error:
            import_gpx(round_id=found.pk, content=refused, at=late, by=cast.officer_a)
        assert error.value.field == "file"
