"""Keeping a picture's bytes: unaltered and write-once by their hash, with a small copy for screens."""

from django.core.files.base import ContentFile

from photos.content import small_copy
from photos.models import KeptPhoto


def keep(photo: KeptPhoto, content: bytes) -> None:
    """Stores the bytes of a photo whose `sha256` is set; a file that is there is not written again. The row is the
    caller's to save."""
    original = photo.original.field.generate_filename(photo, "")
    storage = photo.original.storage
    photo.original = original if storage.exists(original) else storage.save(original, ContentFile(content))
    small = small_copy(content)
    if small:
        name = photo.copy.field.generate_filename(photo, "")
        photo.copy = name if storage.exists(name) else storage.save(name, ContentFile(small))
