"""The questions that are answered, each in a folder of its own."""
