"""Lines of the chief's page about disputes and hazards: what is overdue, what is red or orange."""

import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import npgettext

from dashboards.lines import Line
from disputes.choices import Level, Status, Step
from disputes.models import Deadline, Dispute
from hazards.models import Hazard
from jurisdiction.remit import Remit


def lines(remit: Remit, at: datetime.datetime) -> list[Line]:
    """Those worth reading then, the most pressing first; two queries."""
    late = (
        Deadline.objects.within(remit)
        .open()
        .exclude(step=Step.CONFIRMATION)
        .filter(dispute=OuterRef("pk"), due_at__lte=at)
    )
    unsettled = ~Q(status=Status.SETTLED)
    disputes = (
        Dispute.objects.within(remit)
        .open()
        .annotate(late=Exists(late))
        .aggregate(
            red=Count("pk", filter=Q(level=Level.CRITICAL) & unsettled),
            orange=Count("pk", filter=Q(level=Level.HIGH) & unsettled),
            overdue=Count("pk", filter=Q(late=True)),
        )
    )
    hazards = Hazard.objects.within(remit).overdue(at).count()
    dispute_rows, hazard_rows = reverse("dashboards:dispute_rows"), reverse("dashboards:hazard_rows")
    found = [
        Line(
            disputes["red"],
            npgettext("line", "red dispute", "red disputes", disputes["red"]),
            f"{dispute_rows}?of=open&level={Level.CRITICAL}",
            tone="bad",
        ),
        Line(
            disputes["overdue"],
            npgettext(
                "line", "dispute with an overdue step", "disputes with an overdue step", disputes["overdue"]
            ),
            f"{dispute_rows}?of=overdue",
            tone="bad",
        ),
        Line(
            disputes["orange"],
            npgettext("line", "orange dispute", "orange disputes", disputes["orange"]),
            f"{dispute_rows}?of=open&level={Level.HIGH}",
        ),
        Line(
            hazards,
            npgettext("line", "overdue hazard", "overdue hazards", hazards),
            f"{hazard_rows}?of=overdue",
            tone="bad",
        ),
    ]
    return [line for line in found if line.count]
