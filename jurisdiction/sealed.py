"""Sealing of single values at rest (AES-256-GCM) and keyed hashes to find them again (HMAC-SHA-256).

A sealed value is text, `key id:base64(nonce + ciphertext)`, bound to its table, column and row: copied into another
row it does not open. A keyed hash is hex, with a key of its own for each column.
"""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


class CannotUnseal(Exception):
    """The value was altered, moved to another row, or its key is gone."""


def _keys() -> dict[str, bytes]:
    pairs = (part.split(":", 1) for part in settings.FIELD_KEYS.split(",") if part)
    return {name: base64.b64decode(key) for name, key in pairs}


def _bound_to(table: str, column: str, row: str) -> bytes:
    return f"{table}|{column}|{row}".encode()


def seal(plain: str, *, table: str, column: str, row: str) -> str:
    """Seals `plain` for one cell, with the first of the configured keys. Empty stays empty."""
    if not plain:
        return ""
    name, key = next(iter(_keys().items()))
    nonce = os.urandom(NONCE_BYTES)
    closed = AESGCM(key).encrypt(nonce, plain.encode(), _bound_to(table, column, row))
    return f"{name}:{base64.b64encode(nonce + closed).decode()}"


def unseal(sealed: str, *, table: str, column: str, row: str) -> str:
    """Opens what `seal` closed for the same cell. Raises CannotUnseal."""
    if not sealed:
        return ""
    name, _, body = sealed.partition(":")
    try:
        raw = base64.b64decode(body, validate=True)
        opened = AESGCM(_keys()[name]).decrypt(
            raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound_to(table, column, row)
        )
    except (KeyError, ValueError, InvalidTag) as error:
        raise CannotUnseal(f"{table}.{column}") from error
    return opened.decode()


def column_key(column: str) -> bytes:
    """32 bytes, a key of its own for each column."""
    return hmac.new(base64.b64decode(settings.INDEX_KEY), column.encode(), hashlib.sha256).digest()


def village_key(column: str, code: str) -> bytes:
    """32 bytes, one village's own of a column's key: whoever carries it opens nothing of another village."""
    return hmac.new(column_key(column), code.encode(), hashlib.sha256).digest()


def village_hash(value: str, *, column: str, code: str) -> str:
    """64 hex digits, as `keyed_hash`, under the key of one village (its 12-digit code)."""
    return hmac.new(village_key(column, code), value.encode(), hashlib.sha256).hexdigest()


def keyed_hash(value: str, *, column: str) -> str:
    """64 hex digits that are the same for the same value in the same column, and tell nothing without the key."""
    return hmac.new(column_key(column), value.encode(), hashlib.sha256).hexdigest()
