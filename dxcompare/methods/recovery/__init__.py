"""Bases recovered from printed percentages."""
