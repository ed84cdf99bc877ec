"""The text on a place's plate: `<place>-<printing>-<signature>`, all in Crockford's base 32 (no I, L, O, U), so that it
can be typed by hand in the dark. Pure: the key comes from outside."""

import hashlib
import hmac
import re
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNATURE_LENGTH = 8
#: Longest number that a database key can be, in base 32.
NUMBER_LENGTH = 13
_READ_AS = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Sign:
    """What a plate says of itself; nothing of it is believed before `is_genuine`."""

    place: int
    serial: int
    signature: str


def _number(value: int) -> str:
    text = ""
    while True:
        value, digit = divmod(value, 32)
        text = ALPHABET[digit] + text
        if not value:
            return text


def _value(text: str) -> int:
    value = 0
    for letter in text:
        value = value * 32 + ALPHABET.index(letter)
    return value


def _signature(place: int, serial: int, key: bytes) -> str:
    """40 bits of HMAC-SHA-256: nobody guesses them at a station's door, and eight letters can be typed."""
    digest = hmac.new(key, f"{place}|{serial}".encode(), hashlib.sha256).digest()
    bits = int.from_bytes(digest[:5], "big")
    return _number(bits).rjust(SIGNATURE_LENGTH, ALPHABET[0])


def code_text(*, place: int, serial: int, key: bytes) -> str:
    """What is printed on the plate. Raises ValueError for negative numbers."""
    if place < 0 or serial < 0:
        raise ValueError("place and serial must not be negative")
    return f"{_number(place)}-{_number(serial)}-{_signature(place, serial, key)}"


def parse(text: str) -> Sign | None:
    """Reads a typed or scanned code; None when it is none. Takes small letters, O for 0, I and L for 1, blanks, and the
    whole address from the QR code."""
    tail = text.strip().rstrip("/").rsplit("/", 1)[-1]
    parts = [part for part in re.split(r"[^0-9A-Z]+", tail.upper().translate(_READ_AS)) if part]
    if len(parts) < 3:
        return None
    place, serial, signature = parts[0], parts[1], "".join(parts[2:])
    if len(signature) != SIGNATURE_LENGTH or max(len(place), len(serial)) > NUMBER_LENGTH:
        return None
    if not set(place + serial + signature) <= set(ALPHABET):
        return None
    return Sign(place=_value(place), serial=_value(serial), signature=signature)


def is_genuine(sign: Sign, *, key: bytes) -> bool:
    """Whether the station signed it."""
    return hmac.compare_digest(sign.signature, _signature(sign.place, sign.serial, key))
