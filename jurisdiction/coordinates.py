"""WGS-84, GCJ-02 (Amap, Tencent) and BD-09 (Baidu). Pairs are (longitude, latitude) in degrees.

Forward GCJ-02 by the published polynomial on the Krasovsky ellipsoid; backward by fixed-point iteration to
1e-9 degrees. Outside China's box nothing is shifted. CGCS2000 equals WGS-84 within centimetres.
"""

import math
from collections.abc import Callable
from enum import StrEnum

Pair = tuple[float, float]

SEMI_MAJOR = 6378245.0
ECCENTRICITY_2 = 0.00669342162296594323
BD_ANGLE = math.pi * 3000.0 / 180.0
PRECISION = 1e-9
ROUNDS = 30


class Crs(StrEnum):
    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def _outside_china(longitude: float, latitude: float) -> bool:
    return not (72.004 <= longitude <= 137.8347 and 0.8293 <= latitude <= 55.8271)


def _waves(value: float, *terms: tuple[float, float]) -> float:
    """Two thirds of the sum of sines, each given as (amplitude in metres, half turns a degree)."""
    return (
        2.0 / 3.0 * sum(amplitude * math.sin(frequency * math.pi * value) for amplitude, frequency in terms)
    )


def _shift(longitude: float, latitude: float) -> Pair:
    x, y = longitude - 105.0, latitude - 35.0
    both = _waves(x, (20.0, 6.0), (20.0, 2.0))
    north = (
        -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * math.sqrt(abs(x))
        + both
        + _waves(y, (20.0, 1.0), (40.0, 1.0 / 3.0), (160.0, 1.0 / 12.0), (320.0, 1.0 / 30.0))
    )
    east = (
        300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * math.sqrt(abs(x))
        + both
        + _waves(x, (20.0, 1.0), (40.0, 1.0 / 3.0), (150.0, 1.0 / 12.0), (300.0, 1.0 / 30.0))
    )
    radians = math.radians(latitude)
    magic = 1 - ECCENTRICITY_2 * math.sin(radians) ** 2
    root = math.sqrt(magic)
    per_north = (SEMI_MAJOR * (1 - ECCENTRICITY_2)) / (magic * root) * math.pi / 180.0
    per_east = SEMI_MAJOR / root * math.cos(radians) * math.pi / 180.0
    return east / per_east, north / per_north


def wgs84_to_gcj02(longitude: float, latitude: float) -> Pair:
    if _outside_china(longitude, latitude):
        return longitude, latitude
    east, north = _shift(longitude, latitude)
    return longitude + east, latitude + north


def _undo(forward: Callable[[float, float], Pair], longitude: float, latitude: float, guess: Pair) -> Pair:
    """The pair that `forward` moves to the one given: the shift changes so slowly that correcting by what
    is left over closes in within a handful of rounds."""
    x, y = guess
    for _round in range(ROUNDS):
        shifted_x, shifted_y = forward(x, y)
        off_x, off_y = shifted_x - longitude, shifted_y - latitude
        x, y = x - off_x, y - off_y
        if abs(off_x) < PRECISION and abs(off_y) < PRECISION:
            break
    return x, y


def gcj02_to_wgs84(longitude: float, latitude: float) -> Pair:
    if _outside_china(longitude, latitude):
        return longitude, latitude
    return _undo(wgs84_to_gcj02, longitude, latitude, (longitude, latitude))


def gcj02_to_bd09(longitude: float, latitude: float) -> Pair:
    radius = math.hypot(longitude, latitude) + 0.00002 * math.sin(latitude * BD_ANGLE)
    angle = math.atan2(latitude, longitude) + 0.000003 * math.cos(longitude * BD_ANGLE)
    return radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006


def bd09_to_gcj02(longitude: float, latitude: float) -> Pair:
    return _undo(gcj02_to_bd09, longitude, latitude, (longitude - 0.0065, latitude - 0.006))


def to_wgs84(longitude: float, latitude: float, *, source: Crs) -> Pair:
    """What is stored, from what was given."""
    if source is Crs.BD09:
        longitude, latitude = bd09_to_gcj02(longitude, latitude)
    if source in (Crs.BD09, Crs.GCJ02):
        return gcj02_to_wgs84(longitude, latitude)
    return longitude, latitude


def from_wgs84(longitude: float, latitude: float, *, target: Crs) -> Pair:
    """What a map application of the given system expects, from what is stored."""
    if target is Crs.WGS84:
        return longitude, latitude
    longitude, latitude = wgs84_to_gcj02(longitude, latitude)
    return gcj02_to_bd09(longitude, latitude) if target is Crs.BD09 else (longitude, latitude)
