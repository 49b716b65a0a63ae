"""Rich Text Format: words, tables and pictures, Chinese code pages included."""
