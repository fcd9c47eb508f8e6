"""What a result is, and the kits that draw and write files. They know no question."""
