"""The correspondents' desk: who writes for us, from where, and what became of it."""
