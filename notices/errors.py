"""What the room notices refuses."""

from jurisdiction.errors import DomainError


class NotTold(DomainError):
    code = "not_told"


class NotAPushAddress(DomainError):
    code = "not_a_push_address"


class GroupNotStorable(DomainError):
    code = "group_not_storable"


class TooManyTests(DomainError):
    code = "too_many_tests"


class NotToBeSentAgain(DomainError):
    code = "not_to_be_sent_again"
