"""A phone in Python: makes, seals and tags records as static/js/night does, and sends them with any client that can put
and post. For tests and drills."""

import base64
import datetime
import hashlib
import hmac
import json
import os
import secrets
import uuid
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def uuid7(at: datetime.datetime) -> uuid.UUID:
    """A key that sorts by time (RFC 9562, 5.7)."""
    milliseconds = int(at.timestamp() * 1000)
    number = milliseconds << 80 | secrets.randbits(80)
    number = number & ~(0xF << 76) | 7 << 76
    return uuid.UUID(int=number & ~(0b11 << 62) | 0b10 << 62)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A record ready to be sent; the same bytes each time."""

    id: uuid.UUID
    body: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


@dataclass
class FakePhone:
    """`keys` and `author_key` as `session` gave them. `off` is what the phone's clock is behind the station's."""

    officer_id: int
    keys: dict[str, dict[str, str]]
    author_key: bytes
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    off: datetime.timedelta = datetime.timedelta()

    def _seal(self, plain: bytes, *, info: str, bound_to: str) -> tuple[bytes, bytes, bytes]:
        station = ec.EllipticCurvePublicKey.from_encoded_point(
            ec.SECP256R1(), base64.b64decode(self.keys["seal"]["key"])
        )
        own = ec.generate_private_key(ec.SECP256R1())
        key = HKDF(hashes.SHA256(), 32, None, info.encode()).derive(own.exchange(ec.ECDH(), station))
        nonce = os.urandom(12)
        point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return point, nonce, AESGCM(key).encrypt(nonce, plain, bound_to.encode())

    def make(
        self,
        kind: str,
        data: dict[str, Any],
        *,
        at: datetime.datetime,
        record_id: uuid.UUID | None = None,
        **values: Any,
    ) -> Sealed:
        """A sealed record of something that happened at `at`; `values` overrides parts of what stands in it."""
        key = record_id or uuid7(at)
        said = {
            "v": 1,
            "id": str(key),
            "kind": kind,
            "author": self.officer_id,
            "phone": str(self.id),
            "device_at": (at - self.off).isoformat(),
            "happened_at": at.isoformat(),
            "clock": {
                "off_ms": round(self.off.total_seconds() * 1000),
                "measured_at": at.isoformat(),
                "steady": True,
            },
            "after": [],
            "replaces": None,
            "data": data,
            **values,
        }
        body = json.dumps(said, default=str)
        tag = hmac.new(self.author_key, body.encode(), hashlib.sha256).digest()
        inner = json.dumps({"body": body, "tag": base64.b64encode(tag).decode()})
        point, nonce, closed = self._seal(inner.encode(), info=f"prevention record|{key}", bound_to=str(key))
        parts = {"epk": point, "iv": nonce, "ct": closed}
        outer = {name: base64.b64encode(part).decode() for name, part in parts.items()}
        return Sealed(key, json.dumps({"v": 1, "seal": self.keys["seal"]["id"], **outer}).encode())

    def seal_photo(self, content: bytes) -> tuple[dict[str, Any], bytes]:
        """(what the record says of it, the sealed bytes)."""
        sha256 = hashlib.sha256(content).hexdigest()
        name = self.keys["seal"]["id"].encode()
        bound = f"prevention blob|{sha256}"
        point, nonce, closed = self._seal(content, info=bound, bound_to=bound)
        sealed = b"PB1" + bytes([len(name)]) + name + point + nonce + closed
        said = {
            "blob": hashlib.sha256(sealed).hexdigest(),
            "sha256": sha256,
            "size": len(content),
            "type": "image/jpeg",
        }
        return said, sealed

    def believes(self, answer: dict[str, Any], record: Sealed) -> bool:
        """Whether the receipt is for these bytes and signed by the station."""
        if (answer["id"], answer["sha256"]) != (str(record.id), record.sha256):
            return False
        point = base64.b64decode(self.keys["sign"]["key"])
        station = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        raw = base64.b64decode(answer["signature"])
        signature = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        text = f"receipt|{answer['id']}|{answer['sha256']}|{answer['received_at']}"
        try:
            station.verify(signature, text.encode(), ec.ECDSA(hashes.SHA256()))
        except Exception:  # noqa: BLE001  # any failure is a no
            return False
        return True
