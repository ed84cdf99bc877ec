"""Pictures as the phone made them: judged by their content, kept unaltered by their hash, with a small copy for screens.
What a picture shows, and who may see it, is the business of the room it belongs to: each has a table of its own."""
