"""Finding words in Chinese copy: folded, cut into pairs, shown in their sentence."""
