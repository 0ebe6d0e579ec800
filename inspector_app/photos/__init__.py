"""Pictures, bytes in and bytes out: turned, shrunk, stripped, timed, grouped and compared."""
