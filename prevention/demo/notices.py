"""Notices of the demo: what the last eight weeks told whom, how people are reached, groups that hear along."""

import datetime
import random

from django.db.models import F

from jurisdiction.models import Officer, Station
from notices.choices import Channel, DeliveryState, Outcome
from notices.models import Delivery, Notice, Preference, Recipient, Webhook
from notices.operations.contacts import save_contact
from notices.operations.subscriptions import subscribe
from notices.operations.webhooks import save_webhook
from notices.receiver.push import browser_at
from patrols.choices import AlertStep
from patrols.kinds import ROUND_KINDS
from patrols.models import RoundAlert
from patrols.operations.alarms import Raised, tell_of_alerts
from prevention.demo import SEED

WEEKS = datetime.timedelta(weeks=8)
#: What is younger may still be unread, and its messages go out when the demo starts.
FRESH = datetime.timedelta(hours=18)
MINUTE = datetime.timedelta(minutes=1)
#: (account, mobile number, e-mail, quiet hours, channels besides the bell); numbers of a range that nobody has.
REACHED = (
    ("chief", "19900000001", "suozhang@caoyuan.example", ("23:00", "06:30"), (Channel.WEB_PUSH, Channel.SMS)),
    ("commander", "19900000002", "zhihui@caoyuan.example", ("22:30", "07:00"), (Channel.EMAIL,)),
    ("room", "19900000003", "zhihuishi@caoyuan.example", None, (Channel.WEB_PUSH, Channel.EMAIL)),
    ("leader", "19900000004", "", None, (Channel.WEB_PUSH, Channel.SMS)),
    ("officer", "19900000005", "", None, (Channel.WEB_PUSH,)),
    ("auxiliary", "19900000006", "", None, (Channel.WEB_PUSH, Channel.SMS)),
    ("cadre", "19900000007", "", ("21:30", "06:00"), (Channel.SMS,)),
    ("dahu", "19900000008", "dahu@caoyuan.example", None, (Channel.WEB_PUSH, Channel.EMAIL)),
)
#: (station, kind, name, robot, secret, kinds)
GROUPS = (
    (
        "曹远",
        Channel.WECOM,
        "曹远派出所值班群",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=11111111-2222-4333-8444-555555555555",
        "",
        (ROUND_KINDS[AlertStep.LEADER], ROUND_KINDS[AlertStep.CHIEF]),
    ),
    (
        "大湖",
        Channel.DINGTALK,
        "大湖巡防联络群",
        f"https://oapi.dingtalk.com/robot/send?access_token={'d' * 64}",
        f"SEC{'0' * 61}",
        (),
    ),
)


def refresh_notices(*, now: datetime.datetime) -> None:
    """Who is reached how (once), and a notice for each alert of the last weeks that has none yet."""
    if not Webhook.objects.exists():
        _reach(now)
    known = set(Notice.objects.filter(kind__in=ROUND_KINDS.values()).values_list("kind", "event"))
    alerts = RoundAlert.objects.filter(due_at__gt=now - WEEKS, due_at__lte=now).order_by("due_at")
    raised = [
        Raised(found.round_id, AlertStep(found.step), found.due_at)
        for found in alerts
        if (ROUND_KINDS[AlertStep(found.step)], str(found.round_id)) not in known
    ]
    tell_of_alerts(raised)
    _settle(now)


def _reach(now: datetime.datetime) -> None:
    admin = Officer.objects.get(username="sysadmin")
    for station, channel, name, url, secret, kinds in GROUPS:
        save_webhook(
            station=Station.objects.get(short_name=station),
            channel=channel,
            name=name,
            url=url,
            secret=secret,
            kinds=kinds,
            active=True,
            at=now,
            by=admin,
        )
    for username, phone, email, quiet, channels in REACHED:
        officer = Officer.objects.get(username=username)
        begins, ends = (datetime.time.fromisoformat(text) for text in quiet) if quiet else (None, None)
        save_contact(
            officer=officer, email=email, phone=phone, quiet_from=begins, quiet_until=ends, language=""
        )
        Preference.objects.bulk_create(
            Preference(officer=officer, kind="", channel=channel, on=channel in channels)
            for channel in (Channel.WEB_PUSH, Channel.EMAIL, Channel.SMS)
        )
        if Channel.WEB_PUSH in channels:
            endpoint = f"https://fcm.googleapis.com/fcm/send/demo-{username}"
            browser = browser_at(endpoint)
            subscribe(
                officer=officer,
                endpoint=endpoint,
                p256dh=browser.p256dh,
                auth=browser.auth_text,
                device="HarmonyOS Chrome",
                at=now,
            )


def _settle(now: datetime.datetime) -> None:
    """What is older than a day was read within the hour, mostly, but for everybody's last two; its messages went out, and
    a gateway had a bad night."""
    rng = random.Random(f"{SEED}|notices")  # noqa: S311  # a demo, not a secret
    new = [
        key
        for username, *_rest in REACHED
        for key in Recipient.objects.filter(officer__username=username)
        .order_by("-told_at")
        .values_list("pk", flat=True)[:2]
    ]
    old = list(Recipient.objects.unread().filter(told_at__lt=now - FRESH).exclude(pk__in=new))
    for found in old:
        found.read_at = found.told_at + rng.randint(1, 50) * MINUTE if rng.random() < 0.97 else None
    Recipient.objects.bulk_update(old, ["read_at"], batch_size=1000)
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, notice__at__lt=now - FRESH)
    texts = waiting.filter(channel=Channel.SMS, notice__at__lt=now - 2 * FRESH)
    if not Delivery.objects.given_up().exists():
        bad = [found.pk for found in texts.order_by("-notice__at")[:2]]
        texts.filter(pk__in=bad).update(
            state=DeliveryState.GIVEN_UP, outcome=Outcome.UNREACHABLE, tries=8, tried_at=F("next_try_at")
        )
    waiting.update(
        state=DeliveryState.SENT,
        outcome=Outcome.ACCEPTED,
        tries=1,
        tried_at=F("next_try_at"),
        sent_at=F("next_try_at"),
    )
