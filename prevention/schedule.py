"""The one beat table. Each entry only says "look now": a missed or doubled beat changes no outcome."""

from celery.schedules import crontab

BEAT_SCHEDULE = {
    "plan, remind, mark missed and escalate patrol rounds": {
        "task": "patrols.tasks.reconcile_rounds",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "mark hazards overdue, tell of what is late, plan inspections": {
        "task": "hazards.tasks.sweep_hazards",
        "schedule": 300.0,
        "options": {"expires": 290},
    },
    "apply what phones sent and no request got to": {
        "task": "intake.tasks.apply_received",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "alert of overdue steps of disputes, remind of judicial confirmation": {
        "task": "disputes.tasks.sweep_disputes",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "remind of stops that lapse, tell of warnings nobody acted on": {
        "task": "antifraud.tasks.sweep_intercept",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "forget persons and words of fraud reports and warnings whose time is over": {
        "task": "antifraud.tasks.apply_intercept_retention",
        "schedule": crontab(hour="4", minute="50"),
    },
    "post broadcasts in groups that have a robot": {
        "task": "antifraud.tasks.post_broadcasts",
        "schedule": 20.0,
        "options": {"expires": 18},
    },
    "remind keepers of groups that a broadcast is missing in": {
        "task": "antifraud.tasks.remind_keepers",
        "schedule": 300.0,
        "options": {"expires": 290},
    },
    "forget replies, choices and pictures of outreach whose time is over": {
        "task": "antifraud.tasks.forget_outreach",
        "schedule": crontab(hour="4", minute="45"),
    },
    "forget pictures and words of hazards whose time is over": {
        "task": "hazards.tasks.apply_retention",
        "schedule": crontab(hour="4", minute="40"),
    },
    "forget names and words of disputes whose time is over": {
        "task": "disputes.tasks.apply_retention",
        "schedule": crontab(hour="4", minute="15"),
    },
    "forget words of leads whose time is over": {
        "task": "command.tasks.apply_retention",
        "schedule": crontab(hour="4", minute="45"),
    },
    "send messages that are due": {
        "task": "notices.tasks.deliver",
        "schedule": 20.0,
        "options": {"expires": 18},
    },
    "pass notices upwards that nobody acknowledged": {
        "task": "notices.tasks.escalate",
        "schedule": 30.0,
        "options": {"expires": 28},
    },
    "forget notices whose time is over": {
        "task": "notices.tasks.forget_old",
        "schedule": crontab(hour="4", minute="30"),
    },
    "forget the bytes of settled records": {
        "task": "intake.tasks.forget_old",
        "schedule": crontab(hour="4", minute="20"),
    },
    "forget names of households and notes of visits whose time is over": {
        "task": "antifraud.tasks.forget_doors",
        "schedule": crontab(hour="4", minute="25"),
    },
    "write down what ended campaigns reached": {
        "task": "antifraud.tasks.close_campaigns",
        "schedule": crontab(minute="7"),
    },
    "forget plain plates and old codes whose time is over": {
        "task": "patrols.tasks.apply_retention",
        "schedule": crontab(hour="4", minute="10"),
    },
}
