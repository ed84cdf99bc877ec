import pytest
from django.utils.functional import Promise

from jurisdiction.identity import IdentityFault
from jurisdiction.messages import MESSAGES, PLATE_KINDS, message_for
from jurisdiction.organisations import CodeWarning
from jurisdiction.phones import PhoneWarning
from jurisdiction.plates import PlateKind, PlateWarning, parse


def test_every_warning_and_fault_has_a_message_of_its_own() -> None:
    codes = {*PlateWarning, *IdentityFault, *PhoneWarning, *CodeWarning}
    assert set(MESSAGES) == codes
    assert len({message_for(code) for code in codes}) == len(codes)


def test_a_mistaken_letter_is_answered_with_the_plate_that_was_meant() -> None:
    plate = parse("闽GO1234")
    assert "闽G01234" in message_for(plate.warnings[0], suggestion=plate.suggestion)


def test_a_code_without_words_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        message_for(PlateKind.POLICE)


def test_every_kind_of_plate_has_a_name() -> None:
    assert set(PLATE_KINDS) == set(PlateKind)


def test_messages_are_translated_when_shown_not_when_loaded() -> None:
    assert all(isinstance(text, Promise) for text in (*MESSAGES.values(), *PLATE_KINDS.values()))
