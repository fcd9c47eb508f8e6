"""Adding a city: its folder or workbook, what is proposed for it, what is still to do, and whether it is in its document."""
