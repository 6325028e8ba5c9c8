"""The conversations of Protocol/transcripts that a client can have, as `call` has them."""

import json
import os
import re
import unittest

from jwtls import Jwtls, RequestError

from . import FIXTURES, PROTOCOL, ClientTest

KINDS = {
    "<any>": lambda v: True,
    "<string>": lambda v: isinstance(v, str),
    "<integer>": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "<number>": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "<boolean>": lambda v: isinstance(v, bool),
    "<object>": lambda v: isinstance(v, dict),
    "<array>": lambda v: isinstance(v, list),
}


def entries(text):
    """The lines of a transcript with what goes on below them."""
    result = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            result[-1] += "\n" + line
        else:
            result.append(line)
    return result


def filled(value, names):
    if isinstance(value, dict):
        return {key: filled(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(each, names) for each in value]
    if isinstance(value, str):
        found = re.fullmatch(r"<(fixture|get) ([^>]+)>", value)
        if found:
            return (FIXTURES if found.group(1) == "fixture" else names)[found.group(2)]
    return value


def matches(expected, actual, names):
    if isinstance(expected, str):
        found = re.fullmatch(r"<set ([^>]+)>", expected)
        if found:
            names[found.group(1)] = actual
            return True
        if expected in KINDS:
            return KINDS[expected](actual)
        return filled(expected, names) == actual
    if isinstance(expected, dict):
        more = "..." in expected
        wanted = {key: value for key, value in expected.items() if key != "..."}
        if not isinstance(actual, dict) or (not more and set(actual) != set(wanted)):
            return False
        return all(key in actual and matches(value, actual[key], names) for key, value in wanted.items())
    if isinstance(expected, list):
        if not isinstance(actual, list):
            return False
        more = bool(expected) and expected[-1] == "..."
        wanted = expected[:-1] if more else expected
        if len(actual) < len(wanted) or (not more and len(actual) != len(wanted)):
            return False
        return all(matches(value, each, names) for value, each in zip(wanted, actual))
    return type(expected) is type(actual) and expected == actual


def is_ours(message):
    """Whether a client of ours can say this: a call of a method of openrpc.json with parameters by name."""
    return (
        isinstance(message, dict)
        and message.get("method") != "initialize"
        and {"id", "method"} <= set(message) <= {"id", "method", "params"}
        and isinstance(message.get("params", {}), dict)
    )


def conversation(path):
    """The configuration and the (request, answer) pairs of a transcript, up to what no client of ours can say."""
    config, requests, answers = None, [], {}
    for entry in entries(path.read_text(encoding="utf-8")):
        kind, _, rest = entry.partition(" ")
        if kind == "config":
            config = json.loads(rest)
        elif kind in ("→", "←"):
            try:
                message = json.loads(rest)
            except ValueError:
                break
            if kind == "→" and not is_ours(message):
                break
            if kind == "→":
                requests.append(message)
            elif not isinstance(message, dict) or message.get("id") is None:
                break
            else:
                answers[json.dumps(message["id"])] = message
        else:
            # The clock of a program does not stand still, and other framings are not ours.
            return None, []
    return config, [(each, answers[json.dumps(each["id"])]) for each in requests if json.dumps(each["id"]) in answers]


#: Methods whose answers, good ones at least, need a clock that stands still.
NEED_A_CLOCK = {
    "policies/get", "policies/put", "policies/remove", "redact", "revocations/export", "revocations/import",
    "revocations/list", "revocations/prune", "revocations/remove", "revoke", "rotate", "scan",
}  # fmt: skip


class TranscriptTests(ClientTest):
    maxDiff = None

    def test_every_method_is_called_as_the_transcripts_do(self):
        methods = {each["name"] for each in json.loads((PROTOCOL / "openrpc.json").read_text("utf-8"))["methods"]}
        replayed = set()
        for path in sorted((PROTOCOL / "transcripts").glob("*.txt")):
            config, pairs = conversation(path)
            if not pairs:
                continue
            with self.subTest(path.stem):
                folder = self.folder / path.stem
                folder.mkdir(mode=0o700)
                (folder / "config.json").write_text(json.dumps(config or {}))
                (folder / "config.json").chmod(0o600)
                env = {**self.env, "XDG_STATE_HOME": str(folder), "STORE_PASSWORD": "correct horse battery staple"}
                arguments = ["--config", "config.json", "--store-password-env", "STORE_PASSWORD"]
                os.chdir(folder)
                names = {}
                with Jwtls(arguments=arguments, env=env, timeout=60) as jwtls:
                    for request, expected in pairs:
                        replayed.add(request["method"])
                        params = filled(request.get("params", {}), names)
                        try:
                            answer = {"result": jwtls.call(request["method"], params)}
                        except RequestError as error:
                            answer = {"error": error.error}
                        del expected["id"]
                        self.assertTrue(matches(expected, answer, names), f"\n{request}\n{expected}\n{answer}")
        self.assertEqual(methods - replayed - NEED_A_CLOCK, set(), "not replayed")


if __name__ == "__main__":
    unittest.main()
