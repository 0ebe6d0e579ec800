"""学校回复: one paper of a school, and what it says of each issue."""
