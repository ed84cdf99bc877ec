"""Ground floor: the police district, its stations, townships, villages and places; officers, their postings and what
they may see (remit); and pure rules about what is written of them (plates, numbers, coordinates, masks). Nothing here
knows of patrols or of any other room."""
