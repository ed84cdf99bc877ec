"""What phones send. Everything is accepted first, answered with a signed receipt, and applied after, by the operation
of the room it belongs to. This room knows envelopes, receipts and order; it knows nothing of cars or rounds: rooms
register their kinds of record in `intake/kinds/`."""
