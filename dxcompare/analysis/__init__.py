"""The comparisons. Each module answers one question and returns a result; none imports another."""
