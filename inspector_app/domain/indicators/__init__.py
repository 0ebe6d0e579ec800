"""达标测算: how schools stand against a set of indicators, in exact numbers."""
