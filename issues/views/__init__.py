"""What the desk opens by address: pages, packages, proofs of print, its own card."""
