"""From a mailbox to a piece: kept first, understood later, answered at most once."""
