"""Importing divisions: every row for itself."""

from pathlib import Path

import pytest

from jurisdiction.divisions import import_divisions
from jurisdiction.management.commands.import_divisions import DEFAULT
from jurisdiction.models import PoliceDistrict, Station, Township, Village

pytestmark = pytest.mark.django_db
HEAD = "code,name,kind,township_code,township"


@pytest.fixture
def townships() -> None:
    district = PoliceDistrict.objects.create(name="District")
    for number, code in enumerate(("350481105", "350481104", "350481101")):
        station = Station.objects.create(
            district=district, name=f"Station {number}", short_name=str(number), unit_code=f"{number:012d}"
        )
        Township.objects.create(station=station, name=code, code=code)


def shipped() -> list[str]:
    return Path(DEFAULT).read_text(encoding="utf-8-sig").splitlines()


@pytest.mark.usefixtures("townships")
def test_the_three_townships_have_their_59_divisions_and_caoyuan_24_of_them() -> None:
    done = import_divisions(shipped())
    assert (done.created, done.faults) == (59, [])
    caoyuan = Village.objects.filter(township__code="350481105")
    assert caoyuan.filter(kind="village").count() == 22
    assert caoyuan.filter(kind="community").count() == 2


@pytest.mark.usefixtures("townships")
def test_importing_again_changes_nothing() -> None:
    import_divisions(shipped())
    again = import_divisions(shipped())
    assert (again.created, again.updated, again.unchanged) == (0, 0, 59)


@pytest.mark.usefixtures("townships")
def test_a_bad_row_is_named_and_skipped_and_the_rest_load() -> None:
    rows = [
        HEAD,
        "350481105201,埔头村委会,village,350481105,曹远镇",
        "35048110520,短码村委会,village,350481105,曹远镇",
        "350481105201,埔头村委会,village,350481105,曹远镇",
        "350481999201,无镇村委会,village,350481999,无名镇",
        "350481104201,错镇村委会,village,350481105,曹远镇",
        "350481105202,,village,350481105,曹远镇",
        "350481105203,下墩村委会,hamlet,350481105,曹远镇",
        "350481105204,富溪源村委会,village,350481105,曹远镇",
    ]
    done = import_divisions(rows)
    assert done.created == 2
    assert [line for line, _fault in done.faults] == [3, 4, 5, 6, 7, 8]
    said = " / ".join(fault for _line, fault in done.faults)
    for word in ("12 digits", "twice", "unknown", "does not belong", "name is missing", "hamlet"):
        assert word in said


@pytest.mark.usefixtures("townships")
def test_a_renamed_village_is_updated_by_its_code() -> None:
    import_divisions([HEAD, "350481105201,埔头村委会,village,350481105,曹远镇"])
    done = import_divisions([HEAD, "350481105201,新埔村委会,village,350481105,曹远镇"])
    assert done.updated == 1
    assert Village.objects.get().name == "新埔村"


def test_missing_columns_are_named() -> None:
    with pytest.raises(ValueError, match="township_code"):
        import_divisions(["code,name,kind"])
