"""Failure drills: each breaks something on purpose, in a database of its own, and counts what was lost, doubled or
wrong afterwards. `./run drill NAME` writes var/drills/NAME.json; nothing here touches the demo."""
