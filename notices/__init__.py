"""Who must be told what: the outbox that every room's alerts go through, channels, preferences, acknowledgement. Rooms
above say what happened and whom it concerns; this room knows nothing of rounds or disputes."""
