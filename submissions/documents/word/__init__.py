"""Office Open XML (.docx): our own reader, one pass, nothing followed, nothing run."""
