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
    "forget the bytes of settled records": {
        "task": "intake.tasks.forget_old",
        "schedule": crontab(hour="4", minute="20"),
    },
    "forget plain plates and old codes whose time is over": {
        "task": "patrols.tasks.apply_retention",
        "schedule": crontab(hour="4", minute="10"),
    },
}
