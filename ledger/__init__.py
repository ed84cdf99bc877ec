"""Append-only: who did, changed or looked at what, when; hash-chained per station. Operations of every room write here in
their own transaction: if the entry cannot be written, the action does not happen."""
