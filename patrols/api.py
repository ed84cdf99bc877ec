"""The API of phones and partners: hot lists go from `.values()` to the wire, paged by key; writes go through the
operations."""

import datetime
import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from jurisdiction.models import Officer, Place
from jurisdiction.remit import Remit
from jurisdiction.scoped import remit_of
from patrols.models import Round, VehicleCheck
from patrols.operations.checks import record_vehicle_check
from patrols.serializers import CheckCreateSerializer, CheckPageSerializer, CheckSerializer

PAGE = 50
COLUMNS = ("id", "round_id", "station_id", "village_id", "place_id", "duty_date", "checked_at", "finding")


class RemitView(APIView):
    """The API's door: what it shows is within the remit of who asks."""

    @property
    def remit(self) -> Remit:
        return remit_of(self.request._request)


def _cursor(text: str) -> tuple[datetime.datetime, uuid.UUID]:
    """`2026-09-03T21:05:00+08:00~uuid`, as `next` gave it. Raises ValidationError."""
    said, _tilde, key = text.partition("~")
    try:
        moment = parse_datetime(said)
        if moment is None or timezone.is_naive(moment):
            raise ValueError(said)
        return moment.astimezone(datetime.UTC), uuid.UUID(key)
    except (ValueError, OverflowError) as error:
        raise ValidationError({"after": ["not a cursor of this list"]}) from error


def _newest(found: QuerySet[VehicleCheck], remit: Remit) -> list[dict[str, Any]]:
    """A page of rows and one more. The index is in order of time within a station, so each station of a wider
    remit gives its own newest rows and these are merged: nothing is sorted but a few pages."""
    order = ("-checked_at", "-id")
    parts = [found.filter(station_id=station) for station in sorted(remit.stations)] or [found]
    pages = [part.order_by(*order).values(*COLUMNS)[: PAGE + 1] for part in parts]
    if len(pages) == 1:
        return list(pages[0])
    return list(pages[0].union(*pages[1:], all=True).order_by(*order)[: PAGE + 1])


class CheckListView(RemitView):
    """Vehicle checks, the newest first, fifty a page."""

    @extend_schema(responses=CheckPageSerializer)
    def get(self, request: Request) -> Response:
        found: QuerySet[VehicleCheck] = VehicleCheck.objects.within(self.remit).live()
        after = request.query_params.get("after")
        if after:
            moment, key = _cursor(after)
            found = found.extra(where=["(checked_at, id) < (%s, %s)"], params=[moment, str(key)])
        rows = _newest(found, self.remit)
        more = len(rows) > PAGE
        rows = rows[:PAGE]
        following = f"{rows[-1]['checked_at'].isoformat()}~{rows[-1]['id']}" if more else None
        return Response({"results": rows, "next": following})

    @extend_schema(request=CheckCreateSerializer, responses={201: CheckSerializer})
    def post(self, request: Request) -> Response:
        """Counts one secure car on a running round of one's own shift. The same id again answers the same row."""
        officer = request.user
        assert isinstance(officer, Officer)  # noqa: S101  # IsAuthenticated
        rounds = Round.objects.within(self.remit).filter(shift__members__officer=officer)
        form = CheckCreateSerializer(
            data=request.data, rounds=rounds, places=Place.objects.within(self.remit)
        )
        form.is_valid(raise_exception=True)
        now = timezone.now()
        check = record_vehicle_check(
            record_id=form.validated_data["id"],
            round_id=form.validated_data["round"].pk,
            place=form.validated_data.get("place"),
            at=min(form.validated_data.get("checked_at") or now, now),
            received_at=now,
            by=officer,
        )
        return Response(CheckSerializer(check).data, status=201)
