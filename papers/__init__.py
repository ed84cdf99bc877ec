"""Official papers: numbers without holes, one description of a paper, and that as Word and as PDF in the customary
layout. What stands in a paper is the business of the room that writes it."""
