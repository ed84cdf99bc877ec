"""Web Push: the message sealed to one browser (RFC 8291, aes128gcm of RFC 8188) and the sender's proof (VAPID, RFC 8292).

Keys are P-256. Text keys are base64url without padding: a public key is its 65 bytes uncompressed, a private key its 32.
"""

import base64
import datetime
import json
import os
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
RECORD = 4096
#: A push service takes 4,096 bytes in all: header, padding byte and tag are taken off.
MOST_PLAIN = RECORD - 16 - 4 - 1 - 65 - 1 - 16
VAPID_FOR = datetime.timedelta(hours=12)  # 24 at most


def encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    """From 32 bytes as text, base64 or base64url. Raises ValueError."""
    raw = decode(text.rstrip("=").replace("+", "-").replace("/", "_"))
    return ec.derive_private_key(int.from_bytes(raw), CURVE)


def public_key(text: str) -> ec.EllipticCurvePublicKey:
    """Raises ValueError for what is no point of the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, decode(text))


def raw_public(key: ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey) -> bytes:
    public = key.public_key() if isinstance(key, ec.EllipticCurvePrivateKey) else key
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def content_keys(
    *, shared: bytes, auth: bytes, receiver: bytes, sender: bytes, salt: bytes
) -> tuple[bytes, bytes]:
    """(key, nonce) that both ends derive from their common secret."""
    common = _derive(shared, auth, b"WebPush: info\x00" + receiver + sender, 32)
    key = _derive(common, salt, b"Content-Encoding: aes128gcm\x00", 16)
    return key, _derive(common, salt, b"Content-Encoding: nonce\x00", 12)


def seal(
    plain: bytes,
    *,
    p256dh: str,
    auth: str,
    salt: bytes | None = None,
    sender: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """The body of one push message in one record. `salt` and `sender` are drawn anew unless a test gives them. Raises
    ValueError for keys that are none and for more than a push service takes."""
    if len(plain) > MOST_PLAIN:
        raise ValueError("too long for a push message")
    salt = salt or os.urandom(16)
    sender = sender or ec.generate_private_key(CURVE)
    receiver = public_key(p256dh)
    key, nonce = content_keys(
        shared=sender.exchange(ec.ECDH(), receiver),
        auth=decode(auth),
        receiver=raw_public(receiver),
        sender=raw_public(sender),
        salt=salt,
    )
    closed = AESGCM(key).encrypt(nonce, plain + b"\x02", None)
    own = raw_public(sender)
    return salt + RECORD.to_bytes(4) + bytes([len(own)]) + own + closed


def authorization(
    endpoint: str, *, key: ec.EllipticCurvePrivateKey, subject: str, at: datetime.datetime
) -> str:
    """The header that proves who sends, for this push service and half a day."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((at + VAPID_FOR).timestamp()),
        "sub": subject,
    }
    head = encode(json.dumps({"typ": "JWT", "alg": "ES256"}, separators=(",", ":")).encode())
    signed = f"{head}.{encode(json.dumps(claims, separators=(',', ':')).encode())}"
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    token = f"{signed}.{encode(r.to_bytes(32) + s.to_bytes(32))}"
    return f"vapid t={token}, k={encode(raw_public(key))}"
