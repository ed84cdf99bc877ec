"""Pages: the bell, one's own notices, what was sent, preferences, chat groups, what did not go out."""
