"""The way of a piece, as steps on its private page."""


def steps_of(found):
    return []
