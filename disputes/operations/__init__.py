"""Every write of the room, by noun. Plain functions: keyword-only, one transaction each, with `at` and `by`."""
