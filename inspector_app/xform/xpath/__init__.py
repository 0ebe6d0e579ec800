"""The expressions of XForms: XPath 1.0 with ODK's functions, rules for dates and for repeats."""
