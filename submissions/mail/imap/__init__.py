"""A mailbox over IMAP, as 163.com and its like really answer; knows no database."""
