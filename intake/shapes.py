"""Shapes of what phones ask."""

from typing import Any

from rest_framework import serializers

from intake.operations.inbox import MAX_BATCH, MAX_BYTES


class EnvelopeShape(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    body = serializers.CharField(max_length=MAX_BYTES, trim_whitespace=False)


class BatchShape(serializers.Serializer[Any]):
    records = serializers.ListField(child=EnvelopeShape(), max_length=MAX_BATCH)


class HaveShape(serializers.Serializer[Any]):
    ids = serializers.ListField(child=serializers.UUIDField(), max_length=500, required=False, default=list)
    waiting = serializers.IntegerField(min_value=0, max_value=10**6, required=False)
    mine_waiting = serializers.IntegerField(min_value=0, max_value=10**6, required=False)
    refused = serializers.IntegerField(min_value=0, max_value=10**6, required=False)
    oldest_waiting_at = serializers.DateTimeField(allow_null=True, required=False)
    storage_kept = serializers.BooleanField(required=False)
    free_bytes = serializers.IntegerField(min_value=0, max_value=2**62, allow_null=True, required=False)
    clock_off_ms = serializers.IntegerField(
        min_value=-(2**62), max_value=2**62, allow_null=True, required=False
    )
    app = serializers.CharField(max_length=200, allow_blank=True, required=False)


class DropShape(serializers.Serializer[Any]):
    id = serializers.UUIDField()


class RescueBlobShape(serializers.Serializer[Any]):
    sha256 = serializers.RegexField(r"^[0-9a-f]{64}$")
    base64 = serializers.CharField(trim_whitespace=False)


class RescueShape(serializers.Serializer[Any]):
    """A rescue file as the phone wrote it; `blobs` hold sealed photos."""

    records = serializers.ListField(child=EnvelopeShape(), max_length=5000)
    blobs = serializers.ListField(child=RescueBlobShape(), max_length=500, required=False, default=list)


class AnswerShape(serializers.Serializer[Any]):
    """A signed receipt and what became of the record so far."""

    id = serializers.UUIDField()
    status = serializers.IntegerField()
    sha256 = serializers.CharField()
    received_at = serializers.DateTimeField()
    sign_key = serializers.CharField()
    signature = serializers.CharField()
    state = serializers.CharField()
    errors = serializers.DictField()  # type: ignore[assignment]  # DRF has a property of that name
    waits_for = serializers.CharField(allow_blank=True)
    made = serializers.DictField()
    server_time = serializers.DateTimeField()
