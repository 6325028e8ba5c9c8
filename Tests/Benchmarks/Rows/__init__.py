"""The rows of the table, in their order. A new row is a file here and a name in this list."""

from Rows import (again, cold, editor, encryption, files, framing, inprocess, keygen, keys, memory, peers, pipelined, postgresql,
                  serial, signing, size, start, state, streams)

all_rows = [start, serial, pipelined, signing, encryption, framing, keys, again, cold, files, keygen, memory, size, state,
            postgresql, editor, inprocess, streams, peers]
