"""Which tags a piece calls for: by its words, its shape, and what was chosen before.

Terms come in as data and proposals go out, each with the words that led to it.
"""
