"""How personal data looks in lists: enough to recognise, not enough to use."""


def mask_name(name: str) -> str:
    """李*; a compound or foreign name keeps its first character."""
    return f"{name[:1]}*" if name else ""


def mask_identity(number: str) -> str:
    """350481********1234"""
    return f"{number[:6]}********{number[-4:]}" if len(number) == 18 else "*" * len(number)


def mask_phone(number: str) -> str:
    """138****1234; a landline keeps its area code and the last two digits."""
    if len(number) == 11 and number.startswith("1"):
        return f"{number[:3]}****{number[-4:]}"
    if number.startswith("0598"):
        return f"0598-****{number[-2:]}"
    return f"{number[:1]}****{number[-1:]}" if len(number) > 4 else "****"


def mask_credit_code(code: str) -> str:
    """91************0074: what kind of body it is and the last four."""
    return f"{code[:2]}{'*' * 12}{code[-4:]}" if len(code) == 18 else "*" * len(code)


def mask_plate(plate: str) -> str:
    """闽G**345: without the two characters after the prefix. Short free text keeps its ends."""
    if len(plate) >= 7:
        return f"{plate[:2]}**{plate[4:]}"
    return f"{plate[:1]}**{plate[-1:]}" if len(plate) > 2 else "**" if plate else ""
