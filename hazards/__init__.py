"""Hazards and key places: inspection plans, inspections by checklist, findings, rectification, re-inspection by another
person, recurrence. Not here: what squads note beside cars (patrols)."""
