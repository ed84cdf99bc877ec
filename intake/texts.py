"""The words of the officer's app: handed to the page as JSON, since it must speak without a server."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from intake import kinds
from intake.choices import State
from intake.door_texts import door_choices, door_fields, door_texts
from intake.entry_texts import entry_texts, field_names
from intake.report_texts import report_choices, report_texts
from patrols.choices import (
    VISIT_ANSWERS,
    CallResult,
    ObservationKind,
    OpenPart,
    PassProof,
    RoundStatus,
    StartKind,
    VehicleOutcome,
    VehicleState,
)
from patrols.operations.passes import HAND_REASONS


def texts() -> dict[str, str]:
    """Key -> words in the language of the request; `{name}` are filled in by the page."""
    return {
        "tonight": _("Tonight"),
        "notices": _("Notices"),
        "entries": _("Entries"),
        "fraud_report": _("Report of fraud"),
        "online": _("online"),
        "offline": _("no signal"),
        "sign_in": _("Sign in to send"),
        "on_phone": _("on this phone {n}"),
        "delivered": _("delivered {n}"),
        "sending": _("sending {sent} of {total} kB"),
        "refused": _("to mend {n}"),
        "others_wait": _("{name}: {n} waiting on this phone"),
        "round": _("Round {n}"),
        "planned_for": _("Round {n}, planned for {at}"),
        "running_since": _("Round {n}, since {at}"),
        "set_out": _("set out at {at}"),
        "start": _("Start the round"),
        "starts_from": _("It can be started from {at}."),
        "start_by": _("Missed if not started by {at}."),
        "make_up": _("Make up round {n} ({at})"),
        "go_on": _("Go on with the round"),
        "all_done": _("Every round of this night is dealt with."),
        "rounds": _("Rounds tonight"),
        "places": _("Places to pass"),
        "not_on_duty": _("You are not on duty tonight"),
        "next_shift": _("Your next shift, with {squad}:"),
        "no_shift": _(
            "No shift of yours is planned in the next two weeks. The squad leader plans them on the roster."
        ),
        "no_bundle": _(
            "The night is not on this phone yet. Go where there is a signal once, and open this page."
        ),
        "taken_at": _("Taken along at {at}"),
        "tried_open": _("{tried} cars tried, {open} open"),
        "cars_open": _("Cars still open"),
        "cars_found": _("Cars found open"),
        "cars_tried": _("cars tried on this round"),
        "where": _("Where are you?"),
        "elsewhere": _("elsewhere"),
        "secure": _("Secure +1"),
        "open": _("Open!"),
        "stored_one": _("+1 secure, stored on this phone"),
        "undo": _("Undo"),
        "finish": _("Finish the round"),
        "break_off": _("Break the round off"),
        "why": _("Why?"),
        "store": _("Store"),
        "by_hand": _("Mark by hand"),
        "passed_why": _("Why by hand?"),
        "not_passed": _("not passed"),
        "stay": _("stay {n} min"),
        "by_position": _("by the phone's position"),
        "round_over": _("This round is over."),
        "car_open": _("Car found open"),
        "reminder": _("A reminder service: do not open, enter, search or photograph the inside of the car."),
        "plate": _("Number plate"),
        "plate_help": _("Leave empty if it cannot be read; an e-bike's number as it stands."),
        "keys": _("Plate keyboard"),
        "back": _("Delete the last character"),
        "clear": _("Delete all"),
        "type": _("Use the phone's keyboard"),
        "parts": _("What was open?"),
        "place": _("Where?"),
        "description": _("Vehicle and surroundings"),
        "no_names": _("Colour, make, where exactly. No names."),
        "photo": _("Photo from outside"),
        "photo_help": _("Never of the inside of the car."),
        "photos": _("photos: {n}"),
        "store_call": _("Store and call the owner"),
        "choose_part": _("Choose what was open."),
        "known": _("Found open {n} times before, last on {day}."),
        "visit_suggested": _("A visit at home is suggested."),
        "no_plate": _("no plate"),
        "code": _("Tell the owner this code"),
        "code_later": _("The code for the owner comes from the station: without a signal there is none."),
        "call": _("Call to the owner"),
        "number": _("Number you called (if new)"),
        "known_numbers": _("Numbers known from earlier (with a signal)"),
        "number_help": _("Stored sealed; shown only with a reason."),
        "wait": _("We wait here until it is locked"),
        "waiting": _("Waiting on the spot"),
        "leave": _("Go on, look again next round"),
        "close": _("How did it end?"),
        "talk_given": _("Theft-prevention talk given"),
        "talk": _("What to say to the owner"),
        "talk_more": _("Other topics"),
        "add_photo": _("Add a photo from outside"),
        "back_round": _("Back to the round"),
        "handover": _("Handover from the shift before"),
        "read": _("I have read it"),
        "read_start": _("Note read: start the round"),
        "hand_over": _("Hand the shift over"),
        "note_next": _("Note for the next shift"),
        "write_down": _("Write something down"),
        "text": _("What was seen"),
        "people": _("People spoken to"),
        "apps": _("Anti-fraud apps installed"),
        "undo_late": _("Too late to undo: it was sent, or another entry builds on it."),
        "stored": _("Stored on this phone."),
        "result": _("Result"),
        "visits": _("Owners to visit at home"),
        "visit_line": _("found open {n} times, last at {place}"),
        "note": _("Note"),
        "waiting_state": _("on this phone, not sent yet"),
        "taken_state": _("another entry has this key; both are kept"),
        "retry": _("Send again"),
        "remove": _("Delete"),
        "remove_sure": _("Delete this entry? It is nowhere else."),
        "mend": _("Mend"),
        "correct": _("Correct this entry"),
        "no_entries": _("Nothing was logged on this phone yet."),
        "rescue_help": _(
            "Sealed: it opens for the station alone. Hand it in by cable or chat if this phone gets no signal."
        ),
        "rescue_import": _("Put a saved file back"),
        "lock": _("Lock"),
        "pin": _("PIN"),
        "pin_new": _("Choose a PIN of six digits"),
        "pin_why": _("With it this phone opens without a signal. Nobody can restore it."),
        "pin_set": _("The PIN is set."),
        "pin_bad": _("Six digits, please."),
        "unlock": _("Unlock"),
        "who": _("Who are you?"),
        "pin_wrong": _("Wrong PIN, {n} more tries before it locks."),
        "pin_locked": _("Too many wrong tries. Locked until {at}."),
        "pin_gone": _(
            "Sign in once with a signal to use this phone again. What was logged is kept and will be sent."
        ),
        "sign_in_now": _("Sign in"),
        "ready": _("Ready for a night without a signal"),
        "missing": _("Not ready without a signal:"),
        "missing_persisted": _(
            "the browser does not promise to keep the storage: install this page as an app"
        ),
        "missing_space": _("less than 50 MB are free"),
        "missing_shell": _("the app is not stored yet: open this page once more"),
        "missing_bundle": _("the night is not stored yet"),
        "missing_pin": _("no PIN is set"),
        "update": _("A new version is there"),
        "update_now": _("Use it now"),
        "kept": _("Nothing is lost by it."),
        "place_unknown": _("This plate belongs to no place of tonight."),
        "scan": _("Scan the place's plate"),
        "scan_cannot": _(
            "This browser cannot read the square. Open it with the phone's camera, or type the code below it."
        ),
        "scan_camera": _(
            "The camera did not open. Allow it for this page, or type the code below the square."
        ),
        "scan_code": _("Code below the square"),
        "scan_code_help": _("As printed, for example 2K-1-4F7Q9XDP."),
        "scan_no_round": _("Start the round first, then scan the plate again."),
        "failed": _("That did not work: {why}"),
        "full": _("storage full"),
        "storage_full": _("The phone's storage is full: nothing was stored. Make room, then store again."),
        "theme": _("Light / dark"),
        "map": _("Map of the places to pass"),
        "illustrative": _("Outlines are illustrative, not official boundaries."),
        "doubt": pgettext("clock", "The phone's clock was not checked since yesterday."),
        "desk": _("Other pages"),
        **report_texts(),
        **entry_texts(),
        **door_texts(),
    }


def choices() -> dict[str, Any]:
    """Closed lists as the page shows them."""
    lists = {
        "round": RoundStatus,
        "start": StartKind,
        "part": OpenPart,
        "vehicle": VehicleState,
        "outcome": VehicleOutcome,
        "call": CallResult,
        "proof": PassProof,
        "observation": ObservationKind,
        "state": State,
    }
    found: dict[str, Any] = {
        name: {str(value): str(label) for value, label in kind.choices} for name, kind in lists.items()
    }
    found["visit"] = {str(value): str(label) for value, label in VISIT_ANSWERS}
    found |= report_choices() | door_choices()
    found["kind"] = {name: str(label) for name, label in kinds.labels().items()}
    found["field"] = field_names() | door_fields()
    found["hand_reasons"] = [str(reason) for reason in HAND_REASONS]
    return found
