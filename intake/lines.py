"""What the chief's page says about phones: records nobody settled, disagreements, phones that fell silent."""

import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from dashboards.lines import Line
from intake.filters import WAITS
from intake.models import Clash, Phone, Submission
from jurisdiction.remit import Remit


def phone_lines(remit: Remit, at: datetime.datetime) -> list[Line]:
    """Only what is not zero. Three queries."""
    records = Submission.objects.within(remit).stuck().count()
    clashes = Clash.objects.within(remit).open().count()
    silent = Phone.objects.within(remit).silent(at).count()
    lines = [
        Line(
            records,
            ngettext("record from phones is not settled", "records from phones are not settled", records),
            f"{reverse('intake:submission_list')}?state={WAITS}",
        ),
        Line(
            clashes,
            ngettext("disagreement of phones to decide", "disagreements of phones to decide", clashes),
            reverse("intake:clash_list"),
            tone="bad",
        ),
        Line(
            silent,
            ngettext(
                "phone holds entries back and has not been heard of for a day",
                "phones hold entries back and have not been heard of for a day",
                silent,
            ),
            reverse("intake:phone_list"),
        ),
    ]
    return [line for line in lines if line.count]
