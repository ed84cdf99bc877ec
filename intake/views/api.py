"""The phone's side door: documented in docs/offline.md. Nothing here is ever cached."""

import base64
import re
import uuid
from typing import Any

from django.middleware.csrf import get_token
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from intake import keys, shapes
from intake.bundle import bundle_for
from intake.errors import BlobRefused
from intake.models import Blob, Phone, Submission
from intake.operations import applying, blobs, inbox, phones, rescue, settling
from intake.operations.inbox import Incoming, Receipt
from intake.parsers import BytesParser
from jurisdiction.models import Officer, Station

SHA256 = re.compile(r"^[0-9a-f]{64}$")
#: A batch is at most a hundred records of two kilobytes, with room for tracks.
MAX_BATCH_BYTES = 4 * 1024 * 1024


class TooLarge(APIException):
    status_code = 413
    default_detail = "too large"
    default_code = "too_large"


class SyncView(APIView):
    """Who is signed in, from which phone."""

    @property
    def officer(self) -> Officer:
        user = self.request.user
        assert isinstance(user, Officer)  # noqa: S101  # IsAuthenticated
        return user

    @property
    def station(self) -> Station | None:
        found: Station | None = self.request._request.station  # type: ignore[attr-defined]  # the remit middleware
        return found

    def phone_id(self) -> uuid.UUID:
        try:
            return uuid.UUID(self.request.headers.get("X-Phone", ""))
        except ValueError as error:
            raise ValidationError({"X-Phone": ["the phone's number is missing"]}) from error

    def phone(self) -> Phone | None:
        return phones.note_phone(
            phone_id=self.phone_id(),
            officer=self.officer,
            station=self.station,
            name=_kind_of_phone(self.request.headers.get("User-Agent", "")),
            at=timezone.now(),
        )

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer["Cache-Control"] = "private, no-store"
        return answer


def _kind_of_phone(agent: str) -> str:
    """“Android 13; model”: what stands in the first brackets, without versions of engines."""
    inside = re.search(r"\(([^)]{1,80})\)", agent)
    return inside.group(1) if inside else ""


def _checked(shape: Any, data: Any) -> dict[str, Any]:
    form = shape(data=data)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)


def answers(receipts: list[Receipt]) -> list[dict[str, Any]]:
    """Signed receipts with what became of each record so far."""
    now = timezone.now().isoformat()
    states = phones.what_became([receipt.record_id for receipt in receipts])
    return [
        {
            **receipt.signed(),
            "state": "taken" if receipt.status == 409 else states[str(receipt.record_id)]["state"],
            "errors": states[str(receipt.record_id)]["errors"] if receipt.status != 409 else {},
            "waits_for": states[str(receipt.record_id)]["waits_for"] if receipt.status != 409 else "",
            "made": states[str(receipt.record_id)]["made"] if receipt.status != 409 else {},
            "server_time": now,
        }
        for receipt in receipts
    ]


class SessionView(SyncView):
    """Who the phone speaks as, the station's keys and its time."""

    @extend_schema(responses={200: dict})
    def get(self, request: Request) -> Response:
        phone = self.phone_id()
        me = self.officer
        return Response(
            {
                "officer": {"id": me.pk, "name": me.name, "kind": me.kind},
                "csrf": get_token(request._request),
                "server_time": timezone.now(),
                "author_key": base64.b64encode(keys.author_key(phone, me.pk)).decode(),
                "unlock_key": base64.b64encode(keys.unlock_key(phone, me.pk)).decode(),
                "keys": keys.published(),
            }
        )


class BundleView(SyncView):
    """The night to take along."""

    @extend_schema(responses={200: dict})
    def get(self, request: Request) -> Response:
        if self.station is None:
            raise ValidationError({"": ["no station"]})
        now = timezone.now()
        outlines = request.query_params.get("outlines", "")
        doors = request.query_params.get("doors", "")
        found = bundle_for(self.officer, station=self.station, at=now, outlines=outlines, doors=doors)
        return Response({**found, "server_time": now})


class RecordView(SyncView):
    """One record, byte for byte."""

    parser_classes = (BytesParser,)

    @extend_schema(request=bytes, responses={200: shapes.AnswerShape})
    def put(self, request: Request, pk: uuid.UUID) -> Response:
        body = bytes(request.data or b"")  # type: ignore[arg-type]  # the parser gives bytes
        if len(body) > inbox.MAX_BYTES:
            raise TooLarge
        now = timezone.now()
        receipts = inbox.receive(
            [Incoming(pk, body)], by=self.officer, station=self.station, phone=self.phone(), at=now
        )
        applying.apply_all([pk], at=now)
        answer = answers(receipts)[0]
        return Response(answer, status=answer["status"])


class RecordsView(SyncView):
    """Up to a hundred records at once."""

    @extend_schema(request=shapes.BatchShape, responses={200: shapes.AnswerShape(many=True)})
    def post(self, request: Request) -> Response:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BATCH_BYTES:
            raise TooLarge
        said = _checked(shapes.BatchShape, request.data)
        incoming = [Incoming(row["id"], row["body"].encode()) for row in said["records"]]
        now = timezone.now()
        receipts = inbox.receive(incoming, by=self.officer, station=self.station, phone=self.phone(), at=now)
        applying.apply_all([item.record_id for item in incoming], at=now)
        return Response({"answers": answers(receipts)})


class HaveView(SyncView):
    """What became of my records; and how the phone is."""

    @extend_schema(request=shapes.HaveShape, responses={200: dict})
    def post(self, request: Request) -> Response:
        said = _checked(shapes.HaveShape, request.data)
        now = timezone.now()
        phone = self.phone()
        if phone is not None:
            phones.hear_phone(phone=phone, officer=self.officer, said=said, at=now)
        known = phones.what_became(said["ids"], asked_by=self.officer, phone=phone)
        missing = [str(key) for key in said["ids"] if str(key) not in known]
        return Response({"server_time": now, "records": known, "missing": missing})


class DropView(SyncView):
    """The author gives up what cannot be applied."""

    @extend_schema(request=shapes.DropShape, responses={200: dict})
    def post(self, request: Request) -> Response:
        said = _checked(shapes.DropShape, request.data)
        try:
            found = settling.drop(record_id=said["id"], at=timezone.now(), by=self.officer)
        except Submission.DoesNotExist:
            return Response({"state": "unknown"}, status=404)
        return Response({"state": found.state})


class BlobView(SyncView):
    """A photo's bytes, in pieces."""

    parser_classes = (BytesParser,)

    @extend_schema(responses={200: dict})
    def get(self, request: Request, sha256: str) -> Response:
        return Response(_so_far(blobs.find(sha256)))

    @extend_schema(request=bytes, responses={200: dict})
    def put(self, request: Request, sha256: str) -> Response:
        piece = bytes(request.data or b"")  # type: ignore[arg-type]  # the parser gives bytes
        if not SHA256.match(sha256):
            raise ValidationError({"sha256": ["64 hex digits"]})
        if len(piece) > blobs.MAX_PIECE:
            raise TooLarge
        try:
            offset = int(request.headers.get("Upload-Offset", ""))
            size = int(request.headers.get("Upload-Length", ""))
        except ValueError as error:
            raise ValidationError({"Upload-Offset": ["a number"]}) from error
        now = timezone.now()
        try:
            blob = blobs.add_piece(
                sha256=sha256, offset=offset, size=size, piece=piece, at=now, by=self.officer
            )
        except blobs.WrongOffset as wrong:
            return Response({"received": wrong.received, "complete": False}, status=409)
        except BlobRefused as refused:
            return Response({"received": 0, "complete": False, "error": str(refused.message)}, status=413)
        if blob.complete_at is not None:
            applying.release([f"blob:{sha256}"], at=now)
        elif blob.received == 0 and piece:
            return Response(_so_far(blob), status=422)
        return Response(_so_far(blob))


def _so_far(blob: Blob | None) -> dict[str, Any]:
    if blob is None:
        return {"received": 0, "complete": False}
    return {"received": blob.received, "complete": blob.complete_at is not None}


class RescueView(SyncView):
    """A rescue file."""

    @extend_schema(request=shapes.RescueShape, responses={200: shapes.AnswerShape(many=True)})
    def post(self, request: Request) -> Response:
        said = _checked(shapes.RescueShape, request.data)
        receipts = rescue.import_rescue(said, station=self.station, at=timezone.now(), by=self.officer)
        return Response({"answers": answers(receipts)})
