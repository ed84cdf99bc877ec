"""Verbs and kinds of objects in words."""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Promise] = {
    "call_code.issued": _("call code issued"),
    "check.recorded": _("car checked"),
    "check.withdrawn": _("check taken back"),
    "handover.read": _("handover note read"),
    "visit.closed": _("owner's home visit closed"),
    "visit.corrected": _("owner's home visit corrected"),
    "observation.made": _("observation written down"),
    "observation.settled": _("observation dealt with"),
    "intake.clash": _("two phones say different things"),
    "intake.clash_decided": _("clash of entries decided"),
    "intake.dropped": _("entry given up"),
    "intake.retried": _("entry tried again"),
    "vehicle.corrected": _("unsecured vehicle corrected"),
    "talk.saved": _("talk card changed"),
    "track.received": _("track received"),
    "track.seen": _("track looked at"),
    "hazard.reported": _("hazard reported"),
    "hazard.reopened": _("hazard found again, reopened"),
    "hazard.assessed": _("hazard assessed"),
    "hazard.dismissed": _("found to be no hazard"),
    "hazard.fixed_on_spot": _("hazard put right on the spot"),
    "hazard.ordered": _("rectification ordered"),
    "hazard.transferred": _("hazard transferred"),
    "hazard.answered": _("answer to a transfer entered"),
    "hazard.begun": _("work on a hazard has begun"),
    "hazard.put_right": _("hazard said to be put right"),
    "hazard.rechecked": _("hazard re-inspected"),
    "hazard.sent_back": _("hazard sent back to re-inspection"),
    "hazard.overdue": _("hazard overdue"),
    "hazard.supervised": _("hazard put under supervision"),
    "hazard.extension_asked": _("extension of a deadline asked for"),
    "hazard.extension_allowed": _("extension of a deadline allowed"),
    "hazard.extension_refused": _("extension of a deadline refused"),
    "hazard.closed": _("hazard closed"),
    "hazard.advised": _("remark on a hazard"),
    "hazard.photographed": _("photo of a hazard added"),
    "inspection.done": _("inspection done"),
    "inspection.planned": _("inspections planned"),
    "inspection.moved": _("inspection moved"),
    "inspection_plan.saved": _("inspection plan changed"),
    "checklist.saved": _("checklist changed"),
    "minors.counted": _("minors counted"),
    "member.added": _("squad member added"),
    "member.ended": _("squad membership ended"),
    "number.revealed": _("telephone number shown"),
    "officer.created": _("officer entered"),
    "officer.edited": _("officer edited"),
    "place.created": _("place entered"),
    "place.edited": _("place edited"),
    "place.passed": _("place passed"),
    "place.proven": _("place proven more strongly"),
    "place_code.printed": _("place codes printed"),
    "place_code.revoked": _("place codes ended"),
    "posting.created": _("posting made"),
    "posting.ended": _("posting ended"),
    "record.seen": _("record looked at"),
    "retention.applied": _("old personal data removed"),
    "roster.created": _("roster made"),
    "roster.edited": _("roster changed"),
    "round.aborted": _("round broken off"),
    "round.alert_acknowledged": _("alert acknowledged"),
    "round.drawn": _("round drawn"),
    "round.excused": _("round excused"),
    "round.finished": _("round finished"),
    "round.missed": _("round marked missed"),
    "round.started": _("round started"),
    "round.unmissed": _("round found walked after all"),
    "session.failed": _("sign-in failed"),
    "session.in": _("signed in"),
    "session.out": _("signed out"),
    "shift.cancelled": _("shift cancelled"),
    "shift.created": _("shift made"),
    "shift.edited": _("shift changed"),
    "shift.handed_over": _("shift handed over"),
    "shift.planned": _("shift planned"),
    "shift.removed": _("unstarted shift removed"),
    "squad.created": _("squad made"),
    "squad.edited": _("squad changed"),
    "vehicle.called": _("owner called"),
    "vehicle.closed": _("unsecured vehicle closed"),
    "vehicle.photographed": _("photo added"),
    "vehicle.talked": _("theft-prevention talk given"),
    "vehicle.waiting": _("waiting on the spot"),
    "village.edited": _("village edited"),
    "volunteer.created": _("volunteer entered"),
}


def in_words(verb: str) -> str:
    """The verb as people say it; the code itself where no words are known."""
    return str(VERBS.get(verb, verb))


def object_in_words(object_type: str) -> str:
    """`patrols.round` by the name of its model; as it stands where the model is no more, empty for none."""
    try:
        return str(apps.get_model(object_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return object_type
