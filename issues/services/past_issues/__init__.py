"""Past issues: brought in, divided into pieces, corrected, kept as printed."""
