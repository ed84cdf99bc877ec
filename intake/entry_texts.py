"""Words of the phone's entries: what stands in a record, for people; what is wrong with it, and what can be done."""

from django.utils.translation import gettext as _


def entry_texts() -> dict[str, str]:
    return {
        "unreadable": _(
            "This phone cannot read this entry any more; it is sent all the same. It can only be deleted."
        ),
        "clash": _("to be decided {n}"),
        "clash_help": _("Another phone says something else. A person at the station decides which holds."),
        "photo_waits": _("the photo is still on this phone"),
        "error_photo": _(
            "The photo did not arrive whole. Send it again; if that does not help, take it again."
        ),
        "error_station": _("The station did not take this entry. Send it again later."),
        "error_receipt": _("The station's receipt could not be checked. It is sent again by itself."),
        "photo_again": _("Take the photo again"),
        "photo_again_help": _("The new one takes its place. Never of the inside of the car."),
        "as_it_was": _("Nothing in it can be changed. When the reason is gone, send it once more."),
        "send_anew": _("Send it once more"),
        "entry_number": _("Entry …{n}"),
        "position_within": _("within {n} m"),
        "positions": _("{n} positions"),
        "yes": _("yes"),
        "no": _("no"),
        "becomes": _("{was} → {now}"),
        "nothing": _("nothing"),
        "rescue_none": _("The station has everything that was logged on this phone."),
        "rescue_part": _("Save file {i} of {of}: {n} entries, {size}"),
        "rescue_one": _("Save as a file: {n} entries, {size}"),
        "this_phone": _("This phone"),
    }


def field_names() -> dict[str, str]:
    """What each field of a record is called on the phone; those that are not here are keys and hashes for machines."""
    return {
        "round": _("Round"),
        "place": _("Place"),
        "vehicle": _("Car"),
        "hazard": _("hazard"),
        "plate": _("Number plate"),
        "open_parts": _("What was open"),
        "description": _("Vehicle and surroundings"),
        "number": _("Number called"),
        "result": _("Result"),
        "outcome": _("How it ended"),
        "talk_given": _("Theft-prevention talk given"),
        "reason": _("Reason"),
        "note": _("Note"),
        "text": _("What was seen"),
        "words": _("What was seen"),
        "kind": _("Kind"),
        "people": _("People spoken to"),
        "apps_installed": _("Anti-fraud apps installed"),
        "proof": _("How it was proven"),
        "code": _("Code below the square"),
        "position": _("Position"),
        "fixes": _("Way walked"),
        "size": _("Size"),
        "changes": _("Change"),
        "passed": _("put right"),
        "shut": _("place was shut"),
    }
