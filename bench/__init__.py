"""Measure the figures that the README states: ``manage.py bench``.

Speed is a ratio beside a peer in the same run, or a count, or a plain figure of this
machine; nothing here passes or fails.  Imported by nobody; may import everything.
"""
