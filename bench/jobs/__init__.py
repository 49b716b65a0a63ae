"""Jobs that a fresh process does for a figure."""
