"""Hazards and key places: inspection plans, inspections by checklist, findings, rectification, re-inspection by another
person, recurrence; minors counted by place and hour, never named. Not here: what squads note beside cars (patrols),
crimes and cases, what the phone sends and how (intake)."""
