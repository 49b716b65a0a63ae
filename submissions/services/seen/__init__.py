"""Seen before? Texts and photographs that came, or were printed, already.

``asking`` asks for a look when words or photographs are new; ``looking`` is that look;
``meeting`` finds who is to be compared; ``deciding`` is what the desk makes of it.
"""
