"""Serves 500 requests over a pair of sockets that do not block, on both sides, and prints how many were answered."""

import selectors
import socket
import subprocess
import sys

ours, theirs = socket.socketpair()
for end in (ours, theirs):
    end.setblocking(False)
    end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
process = subprocess.Popen(sys.argv[1:], stdin=theirs, stdout=theirs)
theirs.close()
rest = memoryview(b'{"jsonrpc":"2.0","id":1,"method":"server/info"}\n' * 500)
answers = b""
selector = selectors.DefaultSelector()
selector.register(ours, selectors.EVENT_READ | selectors.EVENT_WRITE)
while answers.count(b"\n") < 500:
    for _, events in selector.select():
        if events & selectors.EVENT_READ:
            data = ours.recv(1000)
            if not data:
                sys.exit("the output ended early")
            answers += data
        if events & selectors.EVENT_WRITE and rest:
            rest = rest[ours.send(rest[:1000]):]
            if not rest:
                ours.shutdown(socket.SHUT_WR)
                selector.modify(ours, selectors.EVENT_READ)
print(answers.count(b"\n"))
sys.exit(process.wait())
