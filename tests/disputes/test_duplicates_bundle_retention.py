"""What may be the same; what phones take along; what goes after three years."""

import base64
import hashlib
import hmac
import json
import uuid
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.gis.geos import Point
from django.core.serializers.json import DjangoJSONEncoder

from disputes.bundle import for_phone
from disputes.choices import DisputeKind, EventVerb, FollowUpResult, Status
from disputes.duplicates import duplicates_of, near_duplicates
from disputes.models import Dispute, DisputePhoto, Event, Party, Report, Session
from disputes.operations.closing import answer
from disputes.operations.merging import merge
from disputes.operations.parties import BOOK_COLUMN, PartyInput, open_party
from disputes.operations.photos import attach_photo
from disputes.operations.retention import apply_retention
from disputes.operations.triage import refuse
from jurisdiction.sealed import keyed_hash
from jurisdiction.text import squeeze
from ledger.models import Entry
from tests.cast import Cast, at
from tests.disputes.helpers import (
    NOON,
    SECRETS,
    WANG,
    assigned,
    later,
    picture,
    reported,
    settled,
    visited,
)

pytestmark = pytest.mark.django_db
HERE, NEAR, FAR = (Point(117.29 + step, 26.01, srid=4326) for step in (0, 0.002, 0.01))


def likely(cast: Cast, **given: Any) -> list[uuid.UUID]:
    values: dict[str, Any] = {
        "kind": DisputeKind.WAGES,
        "names": [],
        "point": None,
        "at": later(days=2),
        **given,
    }
    return [found.dispute.pk for found in near_duplicates(village=cast.village_a, **values)]


def test_the_same_people_are_found_however_the_name_is_typed(cast: Cast) -> None:
    made = reported(cast)
    assert likely(cast, names=["王 建国 "]) == [made.pk]
    assert likely(cast, names=["王建"]) == []


def test_the_same_kind_is_found_near_by_or_where_nobody_knows_the_place(cast: Cast) -> None:
    made = reported(cast, point=HERE)
    assert likely(cast, kind=DisputeKind.LAND) == [made.pk]
    assert likely(cast, kind=DisputeKind.LAND, point=NEAR) == [made.pk]
    assert likely(cast, kind=DisputeKind.LAND, point=FAR) == []
    assert likely(cast, kind=DisputeKind.WATER, point=HERE) == []


def test_neither_another_village_nor_an_old_nor_a_refused_one_is_shown(cast: Cast) -> None:
    reported(cast, village=cast.village_b, by=cast.officer_b)
    old = reported(cast, at=later(days=-40), received_at=later(days=-40))
    refused = reported(cast)
    refuse(dispute_id=refused.pk, reason="x", at=NOON, by=cast.room_a)
    assert likely(cast, names=[WANG]) == []
    assert likely(cast, names=[WANG], at=later(days=-20)) == [old.pk]


def test_those_who_share_people_come_first(cast: Cast) -> None:
    kind = reported(cast, parties=[])
    people = reported(cast, kind=DisputeKind.DEBTS)
    assert likely(cast, kind=DisputeKind.LAND, names=[WANG]) == [people.pk, kind.pk]
    third = reported(cast)
    assert [found.dispute.pk for found in duplicates_of(third)] == [people.pk, kind.pk]


# ---- the phone


def test_a_phone_finds_a_name_again_by_its_hash_alone(cast: Cast) -> None:
    reported(cast)
    bundle = for_phone(cast.cadre_a, cast.station_a, later(days=1))
    (village,) = bundle["villages"]
    key = base64.b64decode(village["key"])
    digest = hmac.new(key, squeeze(f" {WANG}").encode(), hashlib.sha256).hexdigest()[:16]
    (near,) = bundle["nearby"]
    assert digest in near["people"]
    assert Party.objects.exclude(name_hash__startswith=digest).count() == 2, (
        "it opens nothing of the station's"
    )
    text = json.dumps(bundle, cls=DjangoJSONEncoder, ensure_ascii=False)
    for secret in (WANG, "13800001234", "王*", "田埂"):
        assert secret not in json.dumps(near, cls=DjangoJSONEncoder, ensure_ascii=False)
        assert secret not in text or secret == "田埂"


def test_the_cadre_reads_how_it_goes_on_without_the_desks_notes(cast: Cast) -> None:
    made = assigned(cast, cast.justice_a)
    answer(dispute_id=made.pk, words="周六上门", at=later(hours=2), by=cast.room_a)
    (mine,) = for_phone(cast.cadre_a, cast.station_a, later(days=1))["mine"]
    assert [line["verb"] for line in mine["lines"]] == ["reported", "accepted", "assigned", "told"]
    assert mine["lines"][-1]["told"] == "周六上门"
    assert mine["number"] == made.number
    assert mine["next"]["due_at"] == at("2026-09-09 00:00")


def test_a_mediator_takes_along_what_is_to_be_done(cast: Cast) -> None:
    made = assigned(cast)
    (task,) = for_phone(cast.cadre_a, cast.station_a, later(days=1))["tasks"]
    assert (task["id"], task["status"], task["consented"]) == (made.pk, "assigned", False)
    assert [party["name"] for party in task["parties"]] == ["王*", "赵*"]
    done = settled(cast)
    tasks = {row["id"]: row for row in for_phone(cast.cadre_a, cast.station_a, later(days=3))["tasks"]}
    assert tasks[done.pk]["visit_on"].isoformat() == "2026-09-12"


def carried(cast: Cast, who: str, name: str = WANG) -> tuple[set[str], set[str]]:
    """What a phone hashes the name to under the keys it carries, and the hashes it carries of others."""
    bundle = for_phone(cast.people[who], cast.station_a, later(days=1))
    keys = [base64.b64decode(row["key"]) for row in bundle["villages"]]
    typed = {hmac.new(key, squeeze(name).encode(), hashlib.sha256).hexdigest()[:16] for key in keys}
    return typed, {digest for row in bundle["nearby"] for digest in row["people"]}


def test_what_one_villages_phone_carries_opens_nothing_of_another(cast: Cast, other: Dispute) -> None:
    reported(cast, parties=[PartyInput(name=SECRETS[2])])  # the same person quarrels in both villages
    (here, mine), (there, theirs) = carried(cast, "cadre_a", SECRETS[2]), carried(cast, "cadre_c", SECRETS[2])
    assert here <= mine
    assert there <= theirs
    assert not here & theirs
    assert not there & mine


def test_an_officer_takes_along_the_villages_to_report_for_and_no_other_station(
    cast: Cast, other: Dispute
) -> None:
    own = reported(cast)
    reported(cast, village=cast.village_b, by=cast.officer_b)
    bundle = for_phone(cast.officer_a, cast.station_a, later(days=1))
    assert {row["id"] for row in bundle["nearby"]} == {own.pk, other.pk}
    assert {row["village"] for row in bundle["nearby"]} == {row["id"] for row in bundle["villages"]}
    typed, known = carried(cast, "officer_a")
    assert len(typed & known) == 1, "under the key of the village where that name was given"


def test_old_hashes_are_made_anew_from_the_sealed_names(cast: Cast) -> None:
    made = reported(cast)
    right = set(made.parties.values_list("phone_book_hash", flat=True))
    for party in made.parties.all():
        party.phone_book_hash = keyed_hash(squeeze(open_party(party).name), column=BOOK_COLUMN)[:16]
        party.save()
    lost = made.parties.create(station=made.station, name_sealed="gone:xx", phone_book_hash="0" * 16)
    migration = import_module("disputes.migrations.0006_names_hashed_by_village")
    migration.by_village(apps, None)
    lost.refresh_from_db()
    assert set(made.parties.exclude(pk=lost.pk).values_list("phone_book_hash", flat=True)) == right
    assert lost.phone_book_hash == "", "no key opens it"


def test_who_reported_second_reads_from_then_on_and_nothing_of_the_first_report(cast: Cast) -> None:
    first = reported(cast, by=cast.officer_a)
    reported(cast, same_as=first.pk, words="我也看见", at=later(hours=1), received_at=later(hours=1))
    answer(dispute_id=first.pk, words="已派人", at=later(hours=2), by=cast.room_a)
    (mine,) = for_phone(cast.cadre_a, cast.station_a, later(days=1))["mine"]
    assert [line["verb"] for line in mine["lines"]] == ["joined", "told"]


def test_a_joined_report_reads_on_where_it_was_joined(cast: Cast) -> None:
    first = reported(cast, by=cast.officer_a)
    mine = reported(cast)
    answer(dispute_id=first.pk, words="早先", at=later(minutes=30), by=cast.room_a)
    merge(dispute_id=mine.pk, into=first.pk, at=later(hours=1), by=cast.room_a)
    answer(dispute_id=first.pk, words="后来", at=later(hours=2), by=cast.room_a)
    (told,) = for_phone(cast.cadre_a, cast.station_a, later(days=1))["mine"]
    assert told["number"] == first.number
    assert [line["told"] for line in told["lines"] if line["verb"] == EventVerb.TOLD] == ["后来"]


# ---- retention


def test_three_years_after_the_end_names_and_words_are_gone_and_counts_stay(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    made = settled(cast)
    attach_photo(
        record_id=uuid.uuid4(),
        content=picture(),
        taken_at=NOON,
        received_at=NOON,
        by=cast.cadre_a,
        dispute=made,
    )
    stored = DisputePhoto.objects.get().original
    for days in (7, 30):
        visited(made, cast.cadre_a, FollowUpResult.KEPT, later(days=days))
    joined = reported(cast, words="同一件", parties=[PartyInput(name="孙六")])
    other = reported(cast)
    merge(dispute_id=joined.pk, into=other.pk, at=later(hours=1), by=cast.room_a)
    over = later(days=30 + 1095)
    assert apply_retention(at=over.replace(hour=0)) == {"disputes": 0, "parties": 0, "photos": 0}
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's own
        assert apply_retention(at=over) == {"disputes": 1, "parties": 2, "photos": 1}
    assert apply_retention(at=over)["disputes"] == 0
    made.refresh_from_db()
    assert (made.words, made.place_words, made.status, made.kind) == ("", "", Status.CLOSED, DisputeKind.LAND)
    assert Session.objects.get(dispute=made).notes == ""
    assert not Party.objects.filter(dispute=made).exclude(name_sealed="", name_hash="", name_mask="").exists()
    assert Report.objects.get(dispute=made).words == ""
    assert not Event.objects.filter(dispute=made).exclude(told="", note="").exists()
    assert not stored.storage.exists(str(stored.name))
    joined.refresh_from_db()
    assert joined.words == "同一件", "it goes with the one it was joined with"
    assert Entry.objects.filter(verb="retention.applied").count() == 1


def test_a_photo_that_another_room_shows_too_keeps_its_file(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    made, twin = reported(cast), reported(cast)
    for dispute in (made, twin):
        attach_photo(
            record_id=uuid.uuid4(),
            content=picture(),
            taken_at=NOON,
            received_at=NOON,
            by=cast.cadre_a,
            dispute=dispute,
        )
    refuse(dispute_id=made.pk, reason="x", at=NOON, by=cast.room_a)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's own
        assert apply_retention(at=later(days=1200))["photos"] == 1
    left = DisputePhoto.objects.get()
    assert left.original.storage.exists(str(left.original.name))
    assert Dispute.objects.get(pk=made.pk).forgotten_at == later(days=1200)
