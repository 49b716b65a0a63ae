"""SQLite as the database: Django's own, with a queue for those who write."""
