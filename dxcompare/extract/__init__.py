"""From a document to proposals: what a plan prints in its tables, cell by cell, with the place of each."""
