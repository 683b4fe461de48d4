"""Whether a lesson's exercises tell right from nearly right: mutation tests for their authors."""
