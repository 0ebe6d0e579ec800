"""The page on which a 检查表 of a record is filled in."""
