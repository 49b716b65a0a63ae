"""Files that people send (docx, doc, wps, txt, zip, rar …) → copy and pictures."""
