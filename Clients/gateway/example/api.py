"""An API that knows nothing of tokens: who is asking stands in the headers that the guard gives. `python3 api.py PORT`."""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Notes(BaseHTTPRequestHandler):
    def do_GET(self):
        who = self.headers.get("X-Subject", "nobody")
        body = f"{self.command} {self.path} for {who}, who may {self.headers.get('X-Scopes', 'nothing')}\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Notes).serve_forever()
