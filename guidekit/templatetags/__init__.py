"""Template tags of the joining package."""
