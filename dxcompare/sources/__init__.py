"""Reading what was typed and published."""
