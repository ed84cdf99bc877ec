"""Pages of the room: the reporter's and the mediator's phone, and the desk."""
