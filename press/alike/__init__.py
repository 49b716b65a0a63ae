"""Texts that share their words: found by bands of hashes, then measured exactly."""
