from tests.servers.fixtures import dovecot, front, mailbox, smtp

__all__ = ["dovecot", "front", "mailbox", "smtp"]
