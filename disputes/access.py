"""Who may open the routes of the room disputes."""

from jurisdiction.choices import Role

ROUTES: dict[str, frozenset[Role]] = {}
