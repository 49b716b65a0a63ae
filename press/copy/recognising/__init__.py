"""Find the parts of a story in what a correspondent sent, each with its source."""
