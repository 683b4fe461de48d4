"""Words and pictures of what the core returns; nothing here prints."""
