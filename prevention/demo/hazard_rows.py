"""Rows of many hazards, stored together in the order they need; numbers and photos are drawn once for all."""

import datetime
import random
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.contrib.gis.geos import Point
from django.db import models
from django.utils import timezone

from hazards.choices import Stage
from hazards.models import (
    Extension,
    Finding,
    Hazard,
    HazardPhoto,
    Inspection,
    MinorsCount,
    Recheck,
    RectificationOrder,
    Sighting,
    Step,
    Transfer,
)
from hazards.operations.photos import comparison_of
from jurisdiction.models import Officer, Station
from ledger.operations import Change, record_many
from papers.models import NumberSeries
from photos.content import examine
from photos.keeping import keep
from prevention.demo.batch import key
from prevention.demo.scenes import scene_of

ORDER: tuple[type[models.Model], ...] = (
    Inspection,
    Hazard,
    Sighting,
    Step,
    RectificationOrder,
    Extension,
    Transfer,
    Recheck,
    Finding,
    HazardPhoto,
    MinorsCount,
)
VARIANTS = 2


@dataclass(slots=True)
class HazardRows:
    now: datetime.datetime
    rng: random.Random
    rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    #: Which way the first photo of a hazard looked.
    bearings: dict[uuid.UUID, float] = field(default_factory=dict)
    pictures: dict[uuid.UUID, list[HazardPhoto]] = field(default_factory=dict)
    _drawn: dict[tuple[Any, ...], HazardPhoto] = field(default_factory=dict)

    def add(self, row: models.Model) -> Any:
        self.rows.setdefault(type(row), []).append(row)
        return row

    def store(self) -> None:
        self._number()
        for model in ORDER:
            model._default_manager.bulk_create(self.rows.get(model, []), batch_size=500)
        record_many(sorted(self.changes, key=lambda change: change.at))

    def _number(self) -> None:
        """Numbers as papers.numbers draws them: by station, series and month or year, in the order of time."""
        counts: Counter[tuple[int, str, str]] = Counter()
        for found in sorted(self.rows.get(Hazard, []), key=lambda row: row.sort_key):
            day = timezone.localtime(found.sort_key).date()
            number = self._next(counts, found.station, "YH", f"{day:%Y%m}")
            found.number = f"{found.station.letters}-YH-{day:%Y%m%d}-{number:04d}"
        papers = [(row.issued_at, "责改", row) for row in self.rows.get(RectificationOrder, [])]
        papers += [(row.sent_at, "移", row) for row in self.rows.get(Transfer, [])]
        for at, word, row in sorted(papers, key=lambda entry: entry[0]):
            year = f"{timezone.localtime(at):%Y}"
            number = self._next(counts, row.hazard.station, word, year)
            row.number = f"{row.hazard.station.document_prefix}{word}字〔{year}〕{number}号"
        for (station, series, period), last in counts.items():
            NumberSeries.objects.update_or_create(
                station_id=station, series=series, period=period, defaults={"last": last}
            )

    @staticmethod
    def _next(counts: Counter[tuple[int, str, str]], station: Station, series: str, period: str) -> int:
        counts[station.pk, series, period] += 1
        return counts[station.pk, series, period]

    def photo(
        self, found: Hazard, stage: Stage, *, at: datetime.datetime, by: Officer, point: Point | None
    ) -> HazardPhoto:
        """A drawing of that kind of hazard; of each kind and stage a few are drawn and kept once."""
        earlier = [row for row in self.pictures.get(found.pk, []) if row.stage == stage]
        if len(earlier) == VARIANTS:
            return earlier[-1]
        variant = (found.pk.int + len(earlier)) % VARIANTS
        drawn = self._picture(found.kind, stage, variant, found.station_id)
        photo = HazardPhoto(
            id=key(self.rng),
            station_id=found.station_id,
            hazard=found,
            stage=stage,
            original=drawn.original.name,
            copy=drawn.copy.name,
            sha256=drawn.sha256,
            content_type=drawn.content_type,
            taken_at=at,
            received_at=at,
            by=by,
            point=point,
            accuracy_m=round(self.rng.uniform(4, 14), 1),
            bearing=self.bearings[found.pk]
            if stage == Stage.BEFORE
            else (self.bearings[found.pk] + self.rng.gauss(0, 12)) % 360,
        )
        if stage == Stage.AFTER:
            before = [row for row in self.pictures.get(found.pk, []) if row.stage == Stage.BEFORE]
            for name, value in comparison_of(photo, before).items():
                setattr(photo, name, value)
        self.pictures.setdefault(found.pk, []).append(photo)
        self.add(photo)
        return photo

    def _picture(self, kind: str, stage: Stage, variant: int, station_id: int) -> HazardPhoto:
        scene = scene_of(kind)
        found = self._drawn.get((scene, stage, variant))
        if found is None:
            seed = random.Random(f"{scene.__name__}|{stage}|{variant}")  # noqa: S311  # a demo, not a secret
            content = scene(seed, after=stage == Stage.AFTER)
            seen = examine(content)
            found = HazardPhoto(station_id=station_id, sha256=seen.sha256, content_type=seen.content_type)
            keep(found, content)
            self._drawn[scene, stage, variant] = found
        return found
