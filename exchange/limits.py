"""How much the hub reads; told to people before they upload."""

FILE_BYTES = 20 * 1024 * 1024
UNPACKED_BYTES = 150 * 1024 * 1024
RATIO = 200  # of the unpacked to the packed size, for files that unpack to much
RATIO_FROM = 10 * 1024 * 1024
PARTS = 2_000
ROWS = 20_000  # of one sheet
VISITED_ROWS = 1_048_576  # a sheet of Excel has no more, empty ones counted
COLUMNS = 200
SHEETS = 100
FILES = 20
