"""Disputes: reported from the village, triaged, mediated, followed up, reopened on relapse. Not here: leads for the
command room (command), and what phones send (intake)."""
