"""达标测算: the page and its parts."""
