"""The command room: leads that other rooms hand on, out of the sight of those who gave them."""
