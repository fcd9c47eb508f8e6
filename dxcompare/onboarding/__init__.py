"""Adding a city: its folder, what is proposed for it, what is still to do."""
