"""Real servers, and small ones that misbehave as real ones do."""
