"""Requests as servers bring them, through the doors of WSGI and ASGI."""

import asyncio
import logging
import unittest
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

from jwtls import AsyncJwtls, Jwtls
from jwtls.middleware import CLAIMS, ASGIMiddleware, WSGIMiddleware

from . import KEY, THEN, TOKEN, ClientTest

PARAMS = {"key": KEY, "now": THEN}
#: (what a request shows, what verify is asked besides, status, challenge, the issuer that the application sees)
ROWS = [
    (["Bearer " + TOKEN], {}, 200, None, "joe"),
    (["bearer  " + TOKEN], {}, 200, None, "joe"),
    ([], {}, 401, 'Bearer realm="api"', None),
    (["Basic QTpC"], {}, 401, 'Bearer realm="api"', None),
    (["Bearer " + TOKEN[:-4] + "AAAA"], {}, 401, 'Bearer realm="api", error="invalid_token"', None),
    (["Bearer " + TOKEN], {"now": "now"}, 401, 'Bearer realm="api", error="invalid_token"', None),
    (
        ["Bearer " + TOKEN],
        {"required_scopes": "write"},
        403,
        'Bearer realm="api", error="insufficient_scope", scope="write"',
        None,
    ),
    (["Bearer " + TOKEN + ", Bearer " + TOKEN], {}, 400, 'Bearer realm="api", error="invalid_request"', None),
    (["Bearer"], {}, 400, 'Bearer realm="api", error="invalid_request"', None),
    (["Bearer " + TOKEN], {"policy": "nowhere"}, 503, None, None),
    ([], {"optional": True}, 200, None, "nobody"),
    (["Bearer " + TOKEN[:-4] + "AAAA"], {"optional": True}, 401, 'Bearer realm="api", error="invalid_token"', None),
]


class MiddlewareTests(ClientTest):
    def setUp(self):
        super().setUp()
        logging.getLogger("jwtls").setLevel(logging.CRITICAL)
        self.addCleanup(logging.getLogger("jwtls").setLevel, logging.NOTSET)

    def test_wsgi(self):
        def app(environ, start_response):
            claims = environ[CLAIMS]
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [b"nobody" if claims is None else claims["iss"].encode()]

        with Jwtls(env=self.env) as jwtls:
            for shown, more, status, challenge, seen in ROWS:
                with self.subTest(shown=shown, more=more):
                    environ, answer = {}, []
                    setup_testing_defaults(environ)
                    environ["QUERY_STRING"] = ""
                    if shown:
                        environ["HTTP_AUTHORIZATION"] = shown[0]
                    door = validator(WSGIMiddleware(validator(app), jwtls, realm="api", **{**PARAMS, **more}))
                    body = door(environ, lambda *parts: answer.extend(parts))
                    text = b"".join(body).decode()
                    body.close()
                    self.assertEqual(int(answer[0][:3]), status)
                    self.assertEqual(dict(answer[1]).get("WWW-Authenticate"), challenge)
                    self.assertTrue(seen is None or text == seen, text)

    def asgi(self, kind, shown, more):
        seen, sent = [], []

        async def app(scope, receive, send):
            seen.append(scope[CLAIMS]["iss"] if scope[CLAIMS] else "nobody")
            await send({"type": "http.response.start", "status": 200, "headers": []})

        async def receive():
            return {"type": f"{kind}.connect"}

        async def send(message):
            sent.append(message)

        async def main():
            async with AsyncJwtls(env=self.env) as jwtls:
                headers = [(b"authorization", value.encode()) for value in shown]
                door = ASGIMiddleware(app, jwtls, realm="api", **{**PARAMS, **more})
                await door({"type": kind, "headers": headers}, receive, send)

        asyncio.run(main())
        return seen, sent

    def test_asgi(self):
        rows = [*ROWS, (["Bearer " + TOKEN] * 2, {}, 400, 'Bearer realm="api", error="invalid_request"', None)]
        for shown, more, status, challenge, issuer in rows:
            with self.subTest(shown=shown, more=more):
                seen, sent = self.asgi("http", shown, more)
                self.assertEqual(sent[0]["status"], status)
                found = dict(sent[0]["headers"]).get(b"www-authenticate")
                self.assertEqual(found and found.decode(), challenge)
                self.assertEqual(seen, [] if issuer is None else [issuer])

    def test_a_web_socket_without_a_good_token_is_closed(self):
        self.assertEqual(self.asgi("websocket", [], {}), ([], [{"type": "websocket.close", "code": 1008}]))
        self.assertEqual(self.asgi("websocket", ["Bearer " + TOKEN], {})[0], ["joe"])

    def test_what_is_accepted_must_be_said(self):
        with self.assertRaises(TypeError):
            WSGIMiddleware(lambda *_: [], None)


if __name__ == "__main__":
    unittest.main()
