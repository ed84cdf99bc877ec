import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurisdiction import coordinates
from jurisdiction.choices import SourceCrs
from jurisdiction.coordinates import Crs
from tests.jurisdiction.golden import Row, label, rows

#: Half of the last digit of the table, and a bit.
AS_PRINTED = 6e-7
PROMISED = 1e-7

longitudes = st.floats(73.0, 136.0)
latitudes = st.floats(3.0, 54.0)


@pytest.mark.parametrize("row", rows("coordinates"), ids=label)
def test_a_point_moves_between_the_systems_as_the_table_says(row: Row) -> None:
    wgs = float(row["longitude"]), float(row["latitude"])
    gcj = float(row["gcj_longitude"]), float(row["gcj_latitude"])
    bd = float(row["bd_longitude"]), float(row["bd_latitude"])
    assert coordinates.from_wgs84(*wgs, target=Crs.GCJ02) == pytest.approx(gcj, abs=AS_PRINTED)
    assert coordinates.from_wgs84(*wgs, target=Crs.BD09) == pytest.approx(bd, abs=AS_PRINTED)
    assert coordinates.to_wgs84(*gcj, source=Crs.GCJ02) == pytest.approx(wgs, abs=2 * AS_PRINTED)
    assert coordinates.to_wgs84(*bd, source=Crs.BD09) == pytest.approx(wgs, abs=2 * AS_PRINTED)


@given(longitudes, latitudes, st.sampled_from(Crs))
def test_there_and_back_ends_where_it_began(longitude: float, latitude: float, crs: Crs) -> None:
    shifted = coordinates.from_wgs84(longitude, latitude, target=crs)
    assert coordinates.to_wgs84(*shifted, source=crs) == pytest.approx(
        (longitude, latitude), abs=PROMISED, rel=0
    )


@given(longitudes, latitudes)
def test_a_shift_is_never_more_than_a_kilometre_and_a_half(longitude: float, latitude: float) -> None:
    shifted = coordinates.wgs84_to_gcj02(longitude, latitude)
    assert shifted == pytest.approx((longitude, latitude), abs=0.015, rel=0)
    assert shifted != (longitude, latitude)


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(2.35, 48.86), (-74.0, 40.7), (151.2, -33.9), (117.3, 56.0), (140.0, 36.0)]
)
def test_outside_china_nothing_is_shifted(longitude: float, latitude: float) -> None:
    assert coordinates.wgs84_to_gcj02(longitude, latitude) == (longitude, latitude)
    assert coordinates.gcj02_to_wgs84(longitude, latitude) == (longitude, latitude)


def test_a_point_given_in_wgs84_is_stored_as_it_is() -> None:
    assert coordinates.to_wgs84(117.3, 26.0, source=Crs.WGS84) == (117.3, 26.0)
    assert coordinates.from_wgs84(117.3, 26.0, target=Crs.WGS84) == (117.3, 26.0)


def test_the_database_knows_the_same_systems_as_the_rules() -> None:
    assert set(SourceCrs.values) == {crs.value for crs in Crs}
