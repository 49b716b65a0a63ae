"""System checks: what would work badly is said at start, with what to change."""
