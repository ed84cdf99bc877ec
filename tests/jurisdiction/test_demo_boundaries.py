import csv
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from jurisdiction.choices import VillageKind
from jurisdiction.models import PoliceDistrict, Station, Township, Village
from prevention.demo.boundaries import CAOYUAN, draw_boundaries

pytestmark = pytest.mark.django_db
SEED = 20260903


def load_divisions() -> None:
    district = PoliceDistrict.objects.create(name="District")
    station = Station.objects.create(
        district=district, name="Station", short_name="Station", unit_code="350481000001", is_central=True
    )
    source = Path(settings.BASE_DIR) / "jurisdiction" / "data" / "divisions_350481.csv"
    with source.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            township, _made = Township.objects.get_or_create(
                code=row["township_code"], defaults={"name": row["township"], "station": station}
            )
            Village.objects.create(township=township, code=row["code"], name=row["name"], kind=row["kind"])


@pytest.fixture
def drawn() -> None:
    load_divisions()
    draw_boundaries(seed=SEED)


def ask(sql: str, *values: int | str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return row[0] if row else None


@pytest.mark.usefixtures("drawn")
def test_all_59_villages_get_a_sound_boundary_that_is_called_illustrative() -> None:
    assert Village.objects.filter(boundary__isvalid=True, boundary_is_illustrative=True).count() == 59
    assert ask("SELECT max(ST_NumGeometries(boundary)) FROM jurisdiction_village") == 1
    assert ask("SELECT count(*) FROM jurisdiction_township WHERE ST_IsValid(boundary)") == 3


@pytest.mark.usefixtures("drawn")
def test_caoyuan_has_its_published_area_within_half_a_percent() -> None:
    area = ask(
        "SELECT ST_Area(boundary::geography) / 1e6 FROM jurisdiction_township WHERE code = %s", CAOYUAN
    )
    assert area == pytest.approx(198.75, rel=0.005)


@pytest.mark.usefixtures("drawn")
def test_no_two_villages_overlap() -> None:
    overlap = ask(
        """SELECT coalesce(sum(ST_Area(ST_Intersection(one.boundary, other.boundary)::geography)), 0)
        FROM jurisdiction_village one JOIN jurisdiction_village other
        ON one.id < other.id AND ST_Intersects(one.boundary, other.boundary)"""
    )
    assert overlap < 1.0


@pytest.mark.usefixtures("drawn")
def test_there_is_no_gap_between_villages() -> None:
    whole = "(SELECT ST_Union(boundary) AS whole FROM jurisdiction_village) AS country"
    assert ask(f"SELECT ST_NumGeometries(ST_Multi(whole)) FROM {whole}") == 1
    assert ask(f"SELECT ST_NumInteriorRings(ST_GeometryN(ST_Multi(whole), 1)) FROM {whole}") == 0
    parts = ask("SELECT sum(ST_Area(boundary::geography)) FROM jurisdiction_village")
    assert ask(f"SELECT ST_Area(whole::geography) FROM {whole}") == pytest.approx(parts, rel=1e-9)


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(("code", "villages"), [("350481105", 24), ("350481104", 19), ("350481101", 16)])
def test_a_township_is_one_piece_without_holes_made_of_its_villages(code: str, villages: int) -> None:
    township = Township.objects.get(code=code)
    assert township.villages.count() == villages
    assert township.boundary is not None
    assert township.boundary.num_geom == 1
    assert township.boundary[0].num_interior_rings == 0
    parts = ask("SELECT sum(ST_Area(boundary)) FROM jurisdiction_village WHERE township_id = %s", township.pk)
    assert township.boundary.area == pytest.approx(parts, rel=1e-9)


@pytest.mark.usefixtures("drawn")
def test_every_centre_lies_in_its_own_village_and_no_other() -> None:
    inside = ask(
        """SELECT count(*) FROM jurisdiction_village one JOIN jurisdiction_village other
        ON ST_Covers(other.boundary, one.centre)"""
    )
    own = ask("SELECT count(*) FROM jurisdiction_village WHERE ST_Contains(boundary, centre)")
    assert (own, inside) == (59, 59)


@pytest.mark.usefixtures("drawn")
def test_the_country_lies_about_its_middle() -> None:
    off = ask(
        """SELECT ST_Distance(ST_Centroid(ST_Union(boundary))::geography,
        ST_SetSRID(ST_MakePoint(117.3, 26.0), 4326)::geography) FROM jurisdiction_village"""
    )
    assert off < 3_000


@pytest.mark.usefixtures("drawn")
def test_a_community_is_smaller_than_most_villages_of_its_township() -> None:
    for township in Township.objects.all():
        areas = {
            village: village.boundary.area
            for village in township.villages.all()
            if village.boundary is not None
        }
        middle = sorted(areas.values())[len(areas) // 2]
        communities = [village for village in areas if village.kind == VillageKind.COMMUNITY]
        assert communities
        assert all(areas[village] < middle for village in communities)


@pytest.mark.usefixtures("drawn")
def test_people_add_up_to_the_township_and_live_in_households_of_about_three() -> None:
    villages = list(Village.objects.filter(township__code=CAOYUAN))
    assert 20_000 < sum(village.population or 0 for village in villages) < 21_000
    assert all(2 < (village.population or 0) / (village.households or 1) < 4 for village in villages)


def test_the_same_seed_draws_the_same_country_and_drawing_again_changes_nothing() -> None:
    load_divisions()
    draw_boundaries(seed=SEED)
    facts = ("code", "population", "households", "centre", "boundary")
    first = list(Village.objects.order_by("code").values_list(*facts))
    draw_boundaries(seed=SEED)
    assert list(Village.objects.order_by("code").values_list(*facts)) == first


@pytest.mark.parametrize("seed", [1, 7, 42])
def test_other_seeds_draw_a_country_too(seed: int) -> None:
    load_divisions()
    draw_boundaries(seed=seed)
    assert Village.objects.filter(boundary__isvalid=True).count() == 59
