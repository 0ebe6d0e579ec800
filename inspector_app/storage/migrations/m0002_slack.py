"""Give a record slack at its end, so that typing on writes few pages."""

INFO = "Give a record slack at its end, so that typing on writes few pages."

STATEMENTS = ("ALTER TABLE visit ADD COLUMN slack BLOB NOT NULL DEFAULT x''",)
