"""Every write of the command room, by noun."""
