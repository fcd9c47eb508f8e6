"""Reading what people typed and published."""
