"""Archives (zip, rar): one level, counted as they flow, refused at the first trick."""
