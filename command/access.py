"""Who may open the routes of the command room."""

from jurisdiction.choices import Role

ROUTES: dict[str, frozenset[Role]] = {}
