"""Domain errors: raised by operations of every room, turned into messages by one adapter and into problem+json by
another."""

from django.utils.functional import Promise


class DomainError(Exception):
    """An action the rules of the work do not allow now. `message` is for the person who tried; `field`, when set,
    names the input it belongs to."""

    code = "not_allowed"

    def __init__(self, message: "str | Promise", *, field: str | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field
