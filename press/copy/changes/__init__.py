"""What an edit changed, and which signatures may not stay under it."""
