"""Read and write Excel: roster, past visits, tables.

A workbook becomes plain, validated rows, and each bad cell is named. What the database knows comes
in as values; nothing here opens it.
"""
