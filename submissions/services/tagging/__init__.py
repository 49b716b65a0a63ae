"""Tags: the shipped lists, what is proposed for a piece, what the desk says to it."""
