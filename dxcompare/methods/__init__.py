"""Arrays in, arrays out: no table, no city, no words."""
