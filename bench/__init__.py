"""Benchmarks: each figure beside its reference, measured in turns in the same run, because machines are shared and
noisy; only the ratio counts. `./run bench` prints every row and writes bench/results.json."""
