"""Forms of the room: what is typed, checked for shape; what the rules say is for the operations."""
