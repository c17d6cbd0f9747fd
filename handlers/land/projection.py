"""Between degrees (WGS84) and the metres of official Danish maps (EPSG:25832, UTM zone 32)."""

import math

# Krüger's series to the fourth order, on the GRS80 ellipsoid: right to a millimetre anywhere in Denmark.
_AXIS, _FLATTENING = 6_378_137.0, 1 / 298.257222101
_SCALE, _FALSE_EAST, _MERIDIAN = 0.9996, 500_000.0, math.radians(9.0)

_N = _FLATTENING / (2 - _FLATTENING)
_RADIUS = _AXIS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ECCENTRICITY = 2 * math.sqrt(_N) / (1 + _N)
_FORWARD = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16,
    13 * _N**2 / 48 - 3 * _N**3 / 5,
    61 * _N**3 / 240,
)
_BACKWARD = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96,
    _N**2 / 48 + _N**3 / 15,
    17 * _N**3 / 480,
)
_LATITUDE = (
    2 * _N - 2 * _N**2 / 3 - 2 * _N**3,
    7 * _N**2 / 3 - 8 * _N**3 / 5,
    56 * _N**3 / 15,
)


def degrees(east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude of a point in metres of UTM zone 32."""
    xi, eta = north / (_SCALE * _RADIUS), (east - _FALSE_EAST) / (_SCALE * _RADIUS)
    turns = [(b, 2 * (i + 1)) for i, b in enumerate(_BACKWARD)]
    flat = xi - sum(b * math.sin(k * xi) * math.cosh(k * eta) for b, k in turns)
    wide = eta - sum(b * math.cos(k * xi) * math.sinh(k * eta) for b, k in turns)
    chi = math.asin(math.sin(flat) / math.cosh(wide))
    latitude = chi + sum(d * math.sin(2 * (i + 1) * chi) for i, d in enumerate(_LATITUDE))
    longitude = _MERIDIAN + math.atan2(math.sinh(wide), math.cos(flat))
    return math.degrees(latitude), math.degrees(longitude)


def metres(latitude: float, longitude: float) -> tuple[float, float]:
    """East and north in UTM zone 32 of a point in degrees."""
    phi, away = math.radians(latitude), math.radians(longitude) - _MERIDIAN
    sine = math.sin(phi)
    tangent = math.sinh(math.atanh(sine) - _ECCENTRICITY * math.atanh(_ECCENTRICITY * sine))
    xi = math.atan2(tangent, math.cos(away))
    eta = math.atanh(math.sin(away) / math.hypot(1, tangent))
    turns = [(a, 2 * (i + 1)) for i, a in enumerate(_FORWARD)]
    north = xi + sum(a * math.sin(k * xi) * math.cosh(k * eta) for a, k in turns)
    east = eta + sum(a * math.cos(k * xi) * math.sinh(k * eta) for a, k in turns)
    return _FALSE_EAST + _SCALE * _RADIUS * east, _SCALE * _RADIUS * north
