"""What a result is, and the kits that draw and write it. They know no question."""
