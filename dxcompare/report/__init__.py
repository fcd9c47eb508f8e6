"""From notebooks to a small site of pages that stand alone."""
