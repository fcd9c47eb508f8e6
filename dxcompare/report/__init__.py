"""What readers get: the site of essays and pages, the deck, the workbook."""
