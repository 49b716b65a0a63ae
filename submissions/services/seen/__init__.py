"""Seen before? Texts and photographs that came, or were printed, already.

``looking`` is the look at a piece whose words are new, or for whose photographs
``asking`` asks;
``meeting`` finds who is to be compared; ``deciding`` is what the desk makes of it.
"""
