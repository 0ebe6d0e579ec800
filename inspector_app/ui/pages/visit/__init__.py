"""The page of one 入校督导记录."""
