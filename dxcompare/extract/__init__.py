"""From a document to proposals: what its tables print, each cell with its place."""
