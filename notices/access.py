"""Who may open the routes of the room notices."""

from jurisdiction.choices import Role

ROUTES: dict[str, frozenset[Role]] = {}
