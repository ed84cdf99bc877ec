"""What an uploaded photo must be: judged by its content, never by its name."""

import hashlib
import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image

MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 40_000_000
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


class PhotoInvalid(ValueError):
    """The bytes are no photo we keep; the text says why."""


@dataclass(frozen=True, slots=True)
class Photo:
    sha256: str
    content_type: str


def examine(content: bytes) -> Photo:
    """SHA-256 and type of a photo (JPEG, PNG, WebP; at most 12 MB and 40 megapixels). Raises PhotoInvalid."""
    if len(content) > MAX_BYTES:
        raise PhotoInvalid(_("The photo is larger than 12 MB."))
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
    return Photo(sha256=hashlib.sha256(content).hexdigest(), content_type=TYPES[kind])
