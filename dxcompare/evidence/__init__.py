"""What speaks for what: lineage, judgements, links, and the marks of a cell."""
