"""Rounds of proofreading: made, read, marked, decided, closed."""
