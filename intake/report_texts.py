"""The words of the app's screens for disputes and hazards; joined with texts.py."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from disputes.choices import DisputeKind, FollowUpResult, Level, PartyRole, SessionResult, Signal
from disputes.rules import SIGNAL_LEVEL
from hazards.choices import Answer, Consent, HazardKind, Way

#: What each level looks like from the village, so that nobody has to know what a level is.
EXAMPLES: dict[Level, "str | Promise"] = {
    Level.CRITICAL: gettext_lazy("People are fighting, somebody is hurt, or knives and tools are in hand"),
    Level.HIGH: gettext_lazy(
        "Threats, relatives being gathered, or a child in between: it may break out today"
    ),
    Level.MEDIUM: gettext_lazy("They quarrel again and again; somebody should come within days"),
    Level.LOW: gettext_lazy("Ill feeling that a talk can still clear away"),
}


def report_texts() -> dict[str, str]:
    """Key -> words in the language of the request; `{name}` are filled in by the page."""
    return {
        "disputes": _("Disputes and mediation"),
        "home": pgettext("screen", "Start"),
        "report_dispute": _("Report a dispute"),
        "go_on_report": _("Go on with the half-filled report"),
        "give_up_report": _("Throw it away and begin anew"),
        "my_reports": _("My reports"),
        "no_reports": _("You have reported nothing yet. What you report stands here with what became of it."),
        "no_reports_here": _("Disputes are reported by village cadres and by officers of this station."),
        "report_gone": _("This report is not on this phone any more."),
        "moved": pgettext("report", "news"),
        "due_line": _("next: {step}, until {at}"),
        "next_shift_line": _("Your next shift: {squad}, {at}"),
        "step_of": _("Step {n} of {of}"),
        "step_back": _("Back one step"),
        "next": pgettext("button", "Next"),
        "done": pgettext("button", "Back to the start"),
        "kept_as_is": _("Kept on this phone as it stands, whatever comes between."),
        "what_kind": _("What is it about?"),
        "tell": _("What happened?"),
        "what_happened": _("In your own words"),
        "what_happened_example": _("Who quarrels with whom about what, and since when"),
        "dictate": _("You need not type: tap the microphone on the keyboard and speak."),
        "photo_add": _("Add a photo"),
        "photo_of": pgettext("picture", "Photo"),
        "photo_no_faces": _("Of the place or a paper. No faces, no children."),
        "see_photo": _("See the photo."),
        "take_away": pgettext("button", "Take away"),
        "how_urgent": _("How urgent is it?"),
        "right_now": _("Is one of these so right now?"),
        "level_raised": _("Because of that it is reported as: {level}"),
        "call_110": _("Call 110 now"),
        "where_and_who": _("Where, and who?"),
        "village": pgettext("form", "Village"),
        "where_words": _("Where in the village"),
        "where_example": _("For example: by the bridge, house 12."),
        "position_use": _("Add where I stand now"),
        "position_away": _("Take the position away"),
        "position_wait": _("Looking for the position …"),
        "position_taken": _("Position taken, within {n} m"),
        "position_none": _("The phone does not know where it is. Describe the place in words."),
        "who_are_they": _("Who quarrels?"),
        "parties_unclear": _("Not clear yet? Leave it empty and send."),
        "party_add": _("Add a person"),
        "party_n": _("Person {n}"),
        "party_name": pgettext("person", "Name"),
        "party_phone": _("Telephone, if known"),
        "party_role": pgettext("person", "Side"),
        "party_minor": _("A minor (no name is kept)"),
        "submit": pgettext("button", "Send"),
        "same_one": _("Is it one of these?"),
        "same_why": _(
            "In this village it was reported lately. One quarrel, one number: then all is together."
        ),
        "same_people": _("{n} of the same people"),
        "same_own": _("reported on this phone"),
        "same_open": _("in work"),
        "same_over": _("ended"),
        "same_yes": _("It is this one"),
        "same_no": _("No, another one: send"),
        "receipt": pgettext("report", "Reported"),
        "receipt_here": _("Stored on this phone. It is sent by itself as soon as there is a signal."),
        "receipt_there": _("The station has it."),
        "receipt_refused": _(
            "The station could not take it as it is. Nothing is lost: mend it and send again."
        ),
        "number_of_report": _("Number"),
        "hear_by": _("You will hear by {at}."),
        "hear_soon": _("You will hear {when} after the station has it."),
        "report_again": _("Report another one from the same village"),
        "add_words": _("Add something"),
        "added_here": _("{n} additions on this phone, not sent yet."),
        "kind_missing": _("Choose what it is about."),
        "words_missing": _("Say in a few words what happened, or add a photo."),
        "level_missing": _("Choose how urgent it is."),
        "village_missing": _("Choose the village."),
        "phone_wrong": _("This is no telephone number: a mobile has 11 digits, a landline begins with 0598."),
        "text_missing": _("Say in a few words what was seen."),
        # mediation
        "my_mediations": _("My mediations"),
        "no_mediations": _(
            "No mediation is in your hands at present. When one is, it stands here with its next step."
        ),
        "mediation_gone": _("This mediation is not on this phone any more."),
        "sessions": _("Meetings"),
        "sessions_here": _("{n} meetings on this phone"),
        "session_log": _("Log a meeting"),
        "held_at": _("When did they meet?"),
        "held_where": _("Where did they meet?"),
        "who_came": _("Who came?"),
        "others_came": _("Who else was there"),
        "guardian_present": _("The minor's guardian was there"),
        "recorded": _("In a standard place, recorded throughout"),
        "notes_of_session": _("What was said"),
        "session_result": _("How did it end?"),
        "held_missing": _("Say when they met."),
        "held_ahead": _("This lies in the future."),
        "held_where_missing": _("Say where they met."),
        "notes_missing": _("Write down in a few sentences what was said."),
        "result_missing": _("Choose how it ended."),
        "followup_log": _("Visit afterwards, due on {day}"),
        "visit_due": _("visit due on {day}"),
        "visited_here": _("The visit is written down on this phone."),
        "consent": _("Both sides agreed to be mediated"),
        "consent_missing": _("People's mediation needs the consent of both sides."),
        "guardian_missing": _("With a minor, the guardian has to be there."),
        "second_officer": _("Second officer"),
        "second_missing": _("Name the second officer, or say that it was recorded throughout."),
        "nobody_else": _("nobody"),
        "a_minor": _("a minor"),
        "not_known": pgettext("person", "not known yet"),
        "followup_result": _("What did you find?"),
        # hazards
        "hazard_report": _("Report a hazard"),
        "hazard_here": _("Hazard here"),
        "hazard_what": _("What kind of hazard?"),
        "hazard_words": _("In a few words"),
        "hazard_level": _("How dangerous?"),
        "hazard_photo_help": _("The hazard and where it is. No children, no faces."),
        "hazard_send": _("Report it"),
        "hazard_stored": _("Hazard stored on this phone."),
        "hazard_kind_missing": _("Choose the kind of hazard."),
        "hazard_words_missing": _("Add a photo, or say it in a few words."),
        # inspections and re-inspections
        "my_inspections": _("Inspections and re-inspections"),
        "to_visit": _("Places to inspect"),
        "to_recheck": _("To re-inspect"),
        "nothing_to_visit": _("No inspection is planned for you within a week."),
        "nothing_to_recheck": _("Nothing waits for a re-inspection that you may do."),
        "visit_gone": _(
            "This inspection is not on this phone any more: it was done, moved or given to another."
        ),
        "recheck_gone": _("This hazard does not wait for your re-inspection any more."),
        "no_checklist": _("There is no checklist yet for this kind of place. It is drawn up at the desk."),
        "planned_on": _("planned for {day}"),
        "is_late": pgettext("inspection", "late"),
        "stored_here": _("stored on this phone"),
        "home_consent": _("People live here: did they agree to the inspection?"),
        "home_consent_missing": _("Say whether the residents agreed."),
        "place_shut": _("The place is shut: nobody could be inspected"),
        "not_in_order": _("What is not in order"),
        "answer_missing": _("Answer every item."),
        "not_in_order_missing": _("Say what is not in order, or add a photo."),
        "how_put_right": _("How is it put right?"),
        "until_day": _("until (last day)"),
        "until_help": _("Empty: as long as the level allows."),
        "remark": pgettext("inspection", "Remark"),
        "no_names_please": _("No names."),
        "store_inspection": _("Store the inspection"),
        "recheck": _("Re-inspection"),
        "is_put_right": _("Is it put right?"),
        "is_put_right_missing": _("Say whether it is put right."),
        "photo_same": _("Photo from the same place"),
        "photo_same_help": _("Stand where the first photo was taken and look the same way."),
        "photo_same_missing": _("Take a photo: without one the hazard cannot be closed."),
        "photo_before": _("Photo from before"),
        "no_stand": _(
            "Where the first photo was taken is not known: choose a place from which it would be seen."
        ),
        "stand": _("The first photo was taken at {latitude}, {longitude}."),
        "stand_away": _("You are {n} m away from there."),
        "stand_looking": _("It looks {n}° from north."),
        "still_missing": _("Say what is still not in order."),
    }


def report_choices() -> dict[str, Any]:
    lists = {
        "dispute_kind": DisputeKind,
        "signal": Signal,
        "party_role": PartyRole,
        "session_result": SessionResult,
        "followup_result": FollowUpResult,
        "hazard_kind": HazardKind,
        "hazard_level": Level,
        "answer": Answer,
    }
    found: dict[str, Any] = {
        name: {str(value): str(label) for value, label in kind.choices} for name, kind in lists.items()
    }
    found["dispute_level"] = {
        str(level): {"name": str(level.label), "example": str(words)} for level, words in EXAMPLES.items()
    }
    found["consent"] = {str(value): str(value.label) for value in (Consent.GIVEN, Consent.REFUSED)}
    found["passed"] = {"yes": _("put right"), "no": _("not put right")}
    ways = {str(value): str(value.label) for value in (Way.ON_SPOT, Way.DEADLINE)}
    found["way"] = {"": _("the desk decides"), **ways}
    found["signal_level"] = {str(signal): level for signal, level in SIGNAL_LEVEL.items()}
    return found
