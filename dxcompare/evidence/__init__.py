"""What speaks for what: lineage of items, judgements, links, and the marks of a cell."""
