"""A browser and its push service, played: keys that follow from the address, opening of messages, check of the sender."""

import datetime
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from notices.channels import push_crypto


class NotOpened(Exception):
    """The message is not for this browser, or is no push message."""


@dataclass(frozen=True, slots=True)
class Browser:
    """What a real browser keeps to itself."""

    key: ec.EllipticCurvePrivateKey
    auth: bytes

    @property
    def p256dh(self) -> str:
        return push_crypto.encode(push_crypto.raw_public(self.key))

    @property
    def auth_text(self) -> str:
        return push_crypto.encode(self.auth)


def browser_at(endpoint: str) -> Browser:
    """The played browser that lives at an address: always the same keys, known to nobody without SECRET_KEY."""
    seed = hmac.new(
        settings.SECRET_KEY.encode(), b"played browser|" + endpoint.encode(), hashlib.sha512
    ).digest()
    return Browser(ec.derive_private_key(int.from_bytes(seed[:31]), push_crypto.CURVE), seed[-16:])


def opened(body: bytes, browser: Browser) -> bytes:
    """The plain message. Raises NotOpened."""
    salt, length = body[:16], body[20] if len(body) > 21 else 0
    sender, closed = body[21 : 21 + length], body[21 + length :]
    try:
        public = ec.EllipticCurvePublicKey.from_encoded_point(push_crypto.CURVE, sender)
        key, nonce = push_crypto.content_keys(
            shared=browser.key.exchange(ec.ECDH(), public),
            auth=browser.auth,
            receiver=push_crypto.raw_public(browser.key),
            sender=sender,
            salt=salt,
        )
        padded = AESGCM(key).decrypt(nonce, closed, None)
    except (ValueError, InvalidTag) as error:
        raise NotOpened from error
    plain, mark, _zeros = padded.rpartition(b"\x02")
    if not mark:
        raise NotOpened
    return plain


def fault_of_sender(endpoint: str, headers: Mapping[str, str], *, at: datetime.datetime) -> str:
    """What a push service would object to; empty when it would take the message."""
    given = {name.lower(): value for name, value in headers.items()}
    scheme, _space, rest = given.get("authorization", "").partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
    if scheme != "vapid" or not {"t", "k"} <= set(parts):
        return "no VAPID authorization"
    try:
        signed, _dot, signature = parts["t"].rpartition(".")
        raw = push_crypto.decode(signature)
        der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
        push_crypto.public_key(parts["k"]).verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
        claims = json.loads(push_crypto.decode(signed.split(".")[1]))
    except (ValueError, IndexError, InvalidSignature):
        return "the signature does not hold"
    address = urlsplit(endpoint)
    if claims.get("aud") != f"{address.scheme}://{address.netloc}":
        return "signed for another push service"
    left = claims.get("exp", 0) - at.timestamp()
    if not 0 < left <= 24 * 3600:
        return "signed for too long or too late"
    if not str(claims.get("sub", "")).startswith(("mailto:", "https:")):
        return "nobody answers for it"
    if not 0 < len(given.get("topic", "")) <= 32:
        return "no topic, or too long a one"
    return "" if given.get("ttl", "").isdigit() else "no TTL"
