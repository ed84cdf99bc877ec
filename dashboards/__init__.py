"""Figures, last night at a glance, trends and maps. Reads every room, writes nothing of the domain."""
