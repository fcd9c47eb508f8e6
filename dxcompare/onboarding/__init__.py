<<<<<<< HEAD
"""Adding a city: its folder or workbook, what is proposed, what is still to do."""
=======
"""Adding a city: its folder, what is proposed for it, what is still to do."""
>>>>>>> onb
