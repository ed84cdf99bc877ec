"""Anti-fraud work: households and visits at the door, the app's coverage, groups and broadcasts, talks, reports of fraud
with their lines of action, warnings acted on before a loss. Not here: cases that come of a report (cases), who must be
told (notices), papers' numbers and layout (papers), what the phone sends and how (intake)."""
