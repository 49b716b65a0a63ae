"""Raw mail → ``IncomingMessage``; the IMAP side takes its credentials as arguments."""
