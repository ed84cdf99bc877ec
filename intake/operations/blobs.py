"""Photos on their way: in pieces, resumable, named by the SHA-256 of their sealed bytes."""

import datetime
import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from intake.errors import BlobRefused
from intake.models import Blob, Submission
from jurisdiction.models import Officer

#: A photo of 12 MB and what its sealing adds.
MAX_BYTES = 13 * 1024 * 1024
MAX_PIECE = 256 * 1024


class WrongOffset(Exception):
    """The piece does not begin where the last one ended; `received` says where that is."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


def _path(blob: Blob) -> Path:
    folder = Path(settings.MEDIA_ROOT) / "inbox"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{blob.key}.sealed"


@transaction.atomic
def add_piece(
    *, sha256: str, offset: int, size: int, piece: bytes, at: datetime.datetime, by: Officer
) -> Blob:
    """Appends a piece; the last one checks the whole. A whole blob takes no more pieces and says so by `complete_at`.

    Raises WrongOffset, BlobRefused (too large, or the whole has another hash: it begins anew).
    """
    if not 0 < size <= MAX_BYTES:
        raise BlobRefused(_("The photo is larger than 12 MB."))
    Blob.objects.bulk_create(
        [Blob(sha256=sha256, size=size, begun_at=at, delivered_by=by)], ignore_conflicts=True
    )
    blob = Blob.objects.select_for_update().get(pk=sha256)
    if blob.complete_at is not None:
        if _path(blob).exists():
            return blob
        blob.received, blob.complete_at = 0, None
    if offset != blob.received:
        raise WrongOffset(blob.received)
    if blob.received + len(piece) > size:
        raise BlobRefused(_("The pieces are longer than the photo."))
    path = _path(blob)
    # A cut request may have left bytes behind that no row knows: the row says where the file goes on.
    with os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR, 0o600), "r+b") as file:
        file.truncate(blob.received)
        file.seek(blob.received)
        file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    blob.size = size
    blob.received += len(piece)
    if blob.received == size:
        if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            blob.received = 0
        else:
            blob.complete_at = at
    blob.save()
    return blob


def find(sha256: str) -> Blob | None:
    """How far a photo has come; it is named by a hash that only who has it knows."""
    blob = Blob.objects.filter(pk=sha256).first()
    # A station restored without its files asks for them anew.
    return None if blob is None or not _path(blob).exists() else blob


def read_blob(sha256: str) -> bytes | None:
    """The sealed bytes, or None while they are not whole."""
    blob = Blob.objects.filter(pk=sha256, complete_at__isnull=False).first()
    return None if blob is None or not _path(blob).exists() else _path(blob).read_bytes()


def forget(*, before: datetime.datetime) -> int:
    """Removes what began before that moment: the photo itself is kept by its room, or will never be whole. While a
    photo's record of the same officer is not settled its bytes stay: the record, sealed, does not say which they are."""
    open_ones = Submission.objects.unsettled().filter(kind__in=("", "photo"))
    needed = open_ones.filter(Q(author=OuterRef("delivered_by")) | Q(delivered_by=OuterRef("delivered_by")))
    old = list(Blob.objects.filter(~Exists(needed), begun_at__lt=before))
    for blob in old:
        _path(blob).unlink(missing_ok=True)
        blob.delete()
    return len(old)
