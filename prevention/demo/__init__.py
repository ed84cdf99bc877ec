"""The demo: invented people and nights on a real list of villages. Nothing here runs in production."""

#: Of every demo account; the command refuses to run where it is not the demo.
PASSWORD = "Caoyuan-Demo-2026"  # noqa: S105  # printed on every start of the demo
SEED = 20260903
MONTHS = 20
