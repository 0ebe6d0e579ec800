"""登记: the registers of the office's year."""
