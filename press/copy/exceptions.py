"""What can be wrong with copy that comes from outside."""


class CopyError(Exception):
    """Copy that cannot be taken; the message is a sentence for the sender."""


class CopyFormatError(CopyError):
    """Copy whose JSON has a wrong type, an unknown word or an impossible size."""
