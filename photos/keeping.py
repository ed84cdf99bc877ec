"""Keeping a picture's bytes: unaltered and write-once by their hash, with a small copy for screens."""

import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any, TypeVar

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from jurisdiction.models import Officer
from photos.content import PhotoInvalid, examine, small_copy
from photos.errors import PhotoRefused, RecordTaken
from photos.models import KeptPhoto

P = TypeVar("P", bound=KeptPhoto)


def content_of(file: FieldFile) -> bytes:
    """The bytes of a kept file; none when the store has lost it, so that a paper names the picture in its place."""
    try:
        with file.open() as content:
            return bytes(content.read())
    except OSError:
        return b""


def brought(model: type[P], record_id: uuid.UUID, *, by: Officer) -> P | None:
    """The photo that this record brought before. Raises RecordTaken when it is somebody else's."""
    earlier = model._default_manager.filter(pk=record_id).first()
    if earlier is not None and earlier.by_id != by.pk:
        raise RecordTaken(_("This record's key is taken. Please enter it again."))
    return earlier


def keep_once(photo: P, content: bytes, **among: Any) -> tuple[P, bool]:
    """Stores a photo with its bytes, unless the same picture is among those rows already: (what is kept, whether it is
    new). Raises PhotoRefused (photo)."""
    try:
        seen = examine(content)
    except PhotoInvalid as error:
        raise PhotoRefused(str(error), field="photo") from error
    same = type(photo)._default_manager.filter(**among, sha256=seen.sha256).first()
    if same is not None:
        return same, False
    photo.sha256, photo.content_type = seen.sha256, seen.content_type
    keep(photo, content)
    photo.save(force_insert=True)
    return photo, True


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


def drop(old: models.QuerySet[Any]) -> int:
    """Deletes photos of one room, and each file once no row of any room names it any more. Returns how many rows."""
    names = {name for pair in old.values_list("original", "copy") for name in pair if name}
    _all, rows = old.delete()
    _forget_files(names)
    return rows.get(old.model._meta.label, 0)


def _forget_files(names: Iterable[str]) -> None:
    """Deletes files, once the transaction holds, that no photo of any room names any more. The rows are the caller's to
    delete before."""
    left = set(names)
    for model in apps.get_models():
        if left and issubclass(model, KeptPhoto):
            named = model._default_manager.filter(Q(original__in=left) | Q(copy__in=left))
            left -= {name for pair in named.values_list("original", "copy") for name in pair}
    storage = KeptPhoto._meta.get_field("original").storage
    for name in left:
        transaction.on_commit(partial(storage.delete, name), robust=True)
