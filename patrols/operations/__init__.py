"""Every write of the patrol room, by noun. Plain functions: keyword-only, one transaction each, with `at` and `by`."""
