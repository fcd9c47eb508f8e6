"""Adding a city: its folder or workbook, what is proposed, what is still to do."""
