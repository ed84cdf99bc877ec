"""The station's keys towards phones, derived (HKDF) from the same master keys that seal columns, each for its own use.

The first of `FIELD_KEYS` seals and signs, every one unseals: rotating them needs nothing here.
"""

import base64
import functools
import hashlib
import hmac
import uuid

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

#: Order of P-256 (FIPS 186-4, D.1.2.3).
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def _masters() -> dict[str, bytes]:
    pairs = (part.split(":", 1) for part in settings.FIELD_KEYS.split(",") if part)
    return {name: base64.b64decode(key) for name, key in pairs}


def current() -> str:
    """The id of the key that seals and signs now."""
    return next(iter(_masters()))


@functools.lru_cache(maxsize=16)
def _private(master: bytes, use: str) -> ec.EllipticCurvePrivateKey:
    # 48 bytes against 32 of the order: the remainder is spread evenly (FIPS 186-4, B.4.1).
    drawn = HKDF(hashes.SHA256(), 48, None, f"prevention intake {use}".encode()).derive(master)
    return ec.derive_private_key(int.from_bytes(drawn, "big") % (ORDER - 1) + 1, ec.SECP256R1())


def private(key_id: str, use: str) -> ec.EllipticCurvePrivateKey:
    """`use` is seal or sign. Raises KeyError for an unknown id."""
    return _private(_masters()[key_id], use)


def public_point(key_id: str, use: str) -> bytes:
    """65 bytes, uncompressed."""
    return private(key_id, use).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def published() -> dict[str, dict[str, str]]:
    """What phones learn: the ids and points of the sealing and the signing key."""
    name = current()
    return {
        use: {"id": name, "key": base64.b64encode(public_point(name, use)).decode()}
        for use in ("seal", "sign")
    }


def _derived(text: str) -> bytes:
    return hmac.new(base64.b64decode(settings.INDEX_KEY), text.encode(), hashlib.sha256).digest()


def author_key(phone: uuid.UUID, officer_id: int) -> bytes:
    """With it a phone proves who made a record, also when another officer's session delivers it."""
    return _derived(f"intake author|{phone}|{officer_id}")


def unlock_key(phone: uuid.UUID, officer_id: int) -> bytes:
    """With it an online session opens the officer's view of the phone's records without the PIN."""
    return _derived(f"intake unlock|{phone}|{officer_id}")
