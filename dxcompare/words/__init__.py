"""All that has words: the two languages, faults, typography."""
