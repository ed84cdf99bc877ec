"""Opening what phones sealed, signing what the station says. The formats are those of docs/offline.md."""

import base64
import binascii
import datetime
import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from intake import keys

BLOB_MAGIC = b"PB1"
POINT_BYTES = 65
NONCE_BYTES = 12


class CannotOpen(ValueError):
    """The bytes are no envelope of this station, or were altered."""


@dataclass(frozen=True, slots=True)
class Opened:
    """`body` is the text as the phone wrote it, `data` the same as JSON, `tag` the author's proof."""

    body: str
    data: dict[str, Any]
    tag: bytes


def _open(key_id: str, point: bytes, nonce: bytes, closed: bytes, *, info: str, bound_to: str) -> bytes:
    try:
        peer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        shared = keys.private(key_id, "seal").exchange(ec.ECDH(), peer)
        key = HKDF(hashes.SHA256(), 32, None, info.encode()).derive(shared)
        return AESGCM(key).decrypt(nonce, closed, bound_to.encode())
    except (KeyError, ValueError, InvalidTag) as error:
        raise CannotOpen("sealed for another station, or altered") from error


def _decoded(text: Any) -> bytes:
    return base64.b64decode(text, validate=True)


def open_record(record_id: uuid.UUID, body: bytes) -> Opened:
    """Opens a record's envelope. Raises CannotOpen."""
    try:
        outer = json.loads(body)
        parts = [_decoded(outer[name]) for name in ("epk", "iv", "ct")]
        key_id = str(outer["seal"])
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise CannotOpen("not an envelope") from error
    plain = _open(key_id, *parts, info=f"prevention record|{record_id}", bound_to=str(record_id))
    try:
        inner = json.loads(plain)
        text = inner["body"]
        data = json.loads(text)
        tag = _decoded(inner["tag"])
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise CannotOpen("the envelope holds no record") from error
    if not isinstance(data, dict) or not isinstance(text, str):
        raise CannotOpen("the envelope holds no record")
    return Opened(body=text, data=data, tag=tag)


def proves(opened: Opened, *, phone: uuid.UUID, officer_id: int) -> bool:
    """Whether the record was made on that phone by that officer."""
    key = keys.author_key(phone, officer_id)
    return hmac.compare_digest(hmac.new(key, opened.body.encode(), hashlib.sha256).digest(), opened.tag)


def open_blob(sha256: str, sealed: bytes) -> bytes:
    """The original bytes of a photo whose SHA-256 the record names. Raises CannotOpen."""
    if sealed[:3] != BLOB_MAGIC or len(sealed) < 4:
        raise CannotOpen("not a sealed photo")
    end = 4 + sealed[3]
    key_id = sealed[4:end].decode("ascii", "replace")
    point, rest = sealed[end : end + POINT_BYTES], sealed[end + POINT_BYTES :]
    plain = _open(
        key_id,
        point,
        rest[:NONCE_BYTES],
        rest[NONCE_BYTES:],
        info=f"prevention blob|{sha256}",
        bound_to=f"prevention blob|{sha256}",
    )
    if hashlib.sha256(plain).hexdigest() != sha256:
        raise CannotOpen("another photo than the record names")
    return plain


def receipt_text(record_id: uuid.UUID, sha256: str, received_at: datetime.datetime) -> str:
    return f"receipt|{record_id}|{sha256}|{received_at.isoformat()}"


def sign(text: str) -> tuple[str, str]:
    """(id of the key, base64 of r and s): ECDSA P-256 with SHA-256, as WebCrypto checks it."""
    name = keys.current()
    r, s = decode_dss_signature(keys.private(name, "sign").sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    return name, base64.b64encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")).decode()
