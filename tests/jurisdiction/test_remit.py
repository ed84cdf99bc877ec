"""From dated postings to what an officer sees."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from jurisdiction.choices import Role
from jurisdiction.models import Place, Posting, Village
from jurisdiction.postings import standing
from jurisdiction.remit import Breadth, Remit
from tests.cast import SINCE, Cast

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 3)


def test_an_empty_remit_sees_nothing(cast: Cast) -> None:
    assert not Place.objects.within(Remit()).exists()
    assert not Village.objects.within(Remit()).exists()


def test_a_station_officer_sees_the_own_station_only(cast: Cast) -> None:
    remit = standing(cast.officer_b, on=DAY).remit
    assert set(Place.objects.within(remit)) == {cast.place_b}


def test_the_central_station_sees_its_districts_townships_and_no_other_district(cast: Cast) -> None:
    for officer in (cast.officer_a, cast.chief_a, cast.commander):
        remit = standing(officer, on=DAY).remit
        assert remit.stations == {cast.station_a.pk, cast.station_b.pk}


def test_a_cadre_sees_the_own_village_only(cast: Cast) -> None:
    remit = standing(cast.cadre_a, on=DAY).remit
    assert remit.breadth is Breadth.VILLAGES
    assert set(Village.objects.within(remit)) == {cast.village_a}
    assert set(Place.objects.within(remit)) == {cast.place_a}


def test_a_posting_holds_from_its_first_day_up_to_not_including_its_last(cast: Cast) -> None:
    posting = cast.officer_b.postings.get()
    posting.starts_on, posting.ends_on = DAY, DAY + datetime.timedelta(days=2)
    posting.save()
    seen = [
        bool(standing(cast.officer_b, on=DAY + datetime.timedelta(days=offset)).roles)
        for offset in (-1, 0, 1, 2)
    ]
    assert seen == [False, True, True, False]


def test_an_officer_lent_to_another_station_sees_both(cast: Cast) -> None:
    Posting.objects.create(officer=cast.officer_b, station=cast.elsewhere, role=Role.OFFICER, starts_on=SINCE)
    remit = standing(cast.officer_b, on=DAY).remit
    assert cast.station_b.pk in remit.stations
    assert len(remit.stations) >= 2


def test_nobody_holds_two_administrator_roles_at_once(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="administrator_roles_exclude"), transaction.atomic():
        Posting.objects.create(
            officer=cast.system_admin, station=cast.station_a, role=Role.AUDIT_ADMIN, starts_on=DAY
        )


def test_a_cadre_without_a_village_is_refused(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="cadre_is_posted_to_a_village"), transaction.atomic():
        Posting.objects.create(officer=cast.unposted, station=cast.station_a, role=Role.CADRE, starts_on=DAY)


def test_different_remits_have_different_cache_keys() -> None:
    keys = {
        Remit().cache_key,
        Remit.everywhere().cache_key,
        Remit.of_stations(frozenset({1})).cache_key,
        Remit.of_villages(frozenset({1})).cache_key,
        Remit.of_stations(frozenset({1, 2})).cache_key,
    }
    assert len(keys) == 5
