"""Forms of the room notices."""
