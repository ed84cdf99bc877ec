"""Who may open the routes of the room hazards."""

from jurisdiction.choices import Role

ROUTES: dict[str, frozenset[Role]] = {}
