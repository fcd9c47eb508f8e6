"""Recovering from printed percentages how many people answered."""
