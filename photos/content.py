"""What an uploaded photo must be: judged by its content, never by its name."""

import hashlib
import io
import subprocess
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from PIL import Image

MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 40_000_000
#: Major brands of HEIC files (ISO/IEC 23008-12): kept as they are; only the process of the small copy decodes them.
HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
COPY_SECONDS = 20
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


class PhotoInvalid(ValueError):
    """The bytes are no photo we keep; the text says why."""


@dataclass(frozen=True, slots=True)
class Examined:
    sha256: str
    content_type: str


def examine(content: bytes) -> Examined:
    """SHA-256 and type of a photo (JPEG, PNG, WebP, HEIC; at most 12 MB and 40 megapixels). Raises PhotoInvalid."""
    if len(content) > MAX_BYTES:
        raise PhotoInvalid(_("The photo is larger than 12 MB."))
    if content[4:8] == b"ftyp" and content[8:12] in HEIC:
        return Examined(sha256=hashlib.sha256(content).hexdigest(), content_type="image/heic")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(TYPES)) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise PhotoInvalid(_("The photo has more than 40 megapixels."))
                image.load()
                kind = image.format or ""
    except PhotoInvalid:
        raise
    except Exception as error:  # the decoder raises many kinds on broken files
        raise PhotoInvalid(_("This file is not a photo that can be read (JPEG, PNG or WebP).")) from error
    return Examined(sha256=hashlib.sha256(content).hexdigest(), content_type=TYPES[kind])


def small_copy(content: bytes) -> bytes:
    """A small JPEG for screens, made in a process with limits of memory and time; empty when it cannot be made."""
    try:
        done = subprocess.run(  # noqa: S603  # our own script, and the bytes go to its standard input
            [sys.executable, str(Path(__file__).with_name("small_copy.py"))],
            input=content,
            capture_output=True,
            timeout=COPY_SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        return b""
    return done.stdout
