"""What a lead may come from: each kind of source says which rows it is, where one is found, and what its own trail tells
when a lead was handed on. A room's line stands in `register_sources`."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.choices import LeadSource
from disputes.models import Dispute, FollowUp
from disputes.operations.timeline import note_passed_on
from hazards.models import Hazard
from hazards.operations import steps
from jurisdiction.models import Officer
from jurisdiction.remit import Remit
from patrols.models import Observation
from patrols.operations.observations import settle_observation

Row = Any


@dataclass(frozen=True, slots=True)
class Source:
    """`rows` are those that may yield a lead, narrowed by `.within(remit)` at each door; `name` and `url` tell one of
    them; `link` is the button from the lead back to it; `passed_on` writes its own trail."""

    code: LeadSource
    model: type[models.Model]
    rows: Callable[[], QuerySet[Row]]
    name: Callable[[Row], str]
    url: Callable[[Row], str]
    link: "str | Promise"
    passed_on: Callable[[Row, datetime.datetime, Officer], None]

    def within(self, remit: Remit) -> QuerySet[Row]:
        found: QuerySet[Row] = self.rows().within(remit)  # type: ignore[attr-defined]  # a ScopedQuerySet
        return found


_SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Adds a kind of source. Registering the same again replaces it (tests reload apps)."""
    _SOURCES[source.code] = source


def of(code: str) -> Source:
    return _SOURCES[code]


def of_row(row: models.Model) -> Source:
    """The kind of source a row is. Raises LookupError for one that yields no leads."""
    return next(found for found in _SOURCES.values() if isinstance(row, found.model))


def way_back(code: str, key: object, remit: Remit) -> tuple[str, str] | None:
    """Address and words of the link to a lead's source; none when it is gone or lies outside of the remit."""
    source = _SOURCES.get(code)
    row = source.within(remit).filter(pk=key).first() if source else None
    return (source.url(row), str(source.link)) if source and row else None


def _of_dispute(key: object) -> str:
    return reverse("disputes:detail", args=[key])


def _in_the_list(row: Observation) -> str:
    day = timezone.localtime(row.seen_at).date().isoformat()
    return f"{reverse('patrols:observation_list')}?since={day}&until={day}#seen-{row.pk}"


def _settle(row: Observation, at: datetime.datetime, by: Officer) -> None:
    if row.done_at is None:
        settle_observation(observation_id=row.pk, result=_("Passed on"), at=at, by=by)


def register_sources() -> None:
    """Called once by the room's AppConfig."""
    register(
        Source(
            code=LeadSource.DISPUTE,
            model=Dispute,
            rows=Dispute.objects.all,
            name=lambda row: str(row.number),
            url=lambda row: _of_dispute(row.pk),
            link=gettext_lazy("To the dispute"),
            passed_on=lambda row, at, by: note_passed_on(row, at=at, by=by),
        )
    )
    register(
        Source(
            code=LeadSource.FOLLOWUP,
            model=FollowUp,
            rows=lambda: FollowUp.objects.filter(done_at__isnull=False).select_related("dispute"),
            name=lambda row: str(row.dispute.number),
            url=lambda row: f"{_of_dispute(row.dispute_id)}#visit-{row.pk}",
            link=gettext_lazy("To the follow-up visit"),
            passed_on=lambda row, at, by: note_passed_on(row.dispute, at=at, by=by),
        )
    )
    register(
        Source(
            code=LeadSource.HAZARD,
            model=Hazard,
            rows=Hazard.objects.all,
            name=lambda row: str(row.number),
            url=lambda row: str(row.get_absolute_url()),
            link=gettext_lazy("To the hazard"),
            passed_on=lambda row, at, by: steps.note_passed_on(hazard_id=row.pk, at=at, by=by),
        )
    )
    register(
        Source(
            code=LeadSource.VISIT,
            model=Observation,
            rows=Observation.objects.all,
            name=lambda row: str(row.get_kind_display()),
            url=_in_the_list,
            link=gettext_lazy("To the observation"),
            passed_on=_settle,
        )
    )
