"""The rows of the table, in their order. A new row is a file here and a name in this list."""

from Rows import pipelined, serial, start

all_rows = [start, serial, pipelined]
