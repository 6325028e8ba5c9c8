#!/usr/bin/env python3
"""Writes what this package has from Protocol/: the exceptions (`faults.py`), the table of methods (`table.py`) and
their types (`methods.pyi`). With `--check` it writes nothing, and fails where something differs."""

import json
import keyword
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROTOCOL = HERE.parent.parent / "Protocol"
MADE = "Made by make.py from Protocol/; changes are made there."

# Words that have a name in Python's own manner. All others are the word itself: `claim.rule_failed` is ClaimRuleFailed.
NAMES = {
    "claim.exp_expired": "ExpiredToken",
    "claim.nbf_not_yet": "ImmatureToken",
    "claim.missing": "MissingClaim",
    "claim.aud_mismatch": "InvalidAudience",
    "claim.iss_mismatch": "InvalidIssuer",
    "claim.sub_mismatch": "InvalidSubject",
    "claim.jti_mismatch": "InvalidTokenID",
    "claim.nonce_mismatch": "InvalidNonce",
    "claim.insufficient_scope": "InsufficientScope",
    "claim.insufficient_role": "InsufficientRole",
    "claim.insufficient_group": "InsufficientGroup",
    "header.alg_not_allowed": "AlgorithmNotAllowed",
    "header.alg_key_mismatch": "AlgorithmKeyMismatch",
    "jwe.decryption_failed": "DecryptionFailed",
    "key.not_found": "NoMatchingKey",
    "token.malformed": "MalformedToken",
    "token.revoked": "RevokedToken",
    "token.replayed": "ReplayedToken",
    "token.spent": "SpentToken",
}
# One class above all findings of a room; where the room has a finding of that very name, it is the same class.
ROOMS = {
    "claim": "InvalidClaim",
    "header": "InvalidHeader",
    "signature": "InvalidSignature",
    "status": "InvalidStatus",
    "proof": "InvalidProof",
    "binding": "InvalidBinding",
    "key": "UnacceptableKey",
}
# Rooms whose findings explain something and refuse nothing.
EXPLAINING = {"diagnosis", "text", "exposure", "encoding", "encryption", "disclosure"}


def camel(word):
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[._/\-]", word))


def snake(word):
    name = re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: "_" + found.group(1).lower(), word)
    return name + "_" if keyword.iskeyword(name) else name


def read(name):
    return json.loads((PROTOCOL / name).read_text(encoding="utf-8"))


def a_class(name, base, summary, code):
    return f'class {name}({base}):\n    """{summary}"""\n\n    code = "{code}"\n\n\n'


def faults():
    findings = [f for f in read("findings.json")["findings"] if f["code"].split(".")[0] not in EXPLAINING]
    errors = read("errors.json")["errors"]
    classes, refusals, numbers, names = "", {}, {}, []
    for room, name in ROOMS.items():
        first = next((f for f in findings if f["code"] == f"{room}.invalid" and room == "signature"), None)
        summary = first["summary"] if first else f"A finding whose word begins with `{room}.` refused the token."
        classes += a_class(name, "InvalidToken", summary, first["code"] if first else "")
        names.append(name)
        if first:
            refusals[first["code"]] = name
    for finding in findings:
        code = finding["code"]
        if code in refusals:
            continue
        name = NAMES.get(code, camel(code))
        classes += a_class(name, ROOMS.get(code.split(".")[0], "InvalidToken"), finding["summary"], code)
        refusals[code] = name
        names.append(name)
    for error in errors:
        name = camel(error["code"]) + "Error"
        classes += a_class(name, "RequestError", error["summary"], error["code"])
        numbers[error["code"]] = name
        names.append(name)
    assert len(set(names)) == len(names), "two classes have one name"
    text = f'"""One class for every finding that can refuse a token, and for every error. {MADE}"""\n\n'
    text += "from __future__ import annotations\n\nfrom typing import Dict, Type\n\n"
    text += "from .errors import InvalidToken, RequestError\n\n\n" + classes
    text += "#: By the word of the first failure.\nREFUSALS: Dict[str, Type[InvalidToken]] = {\n"
    text += "".join(f'    "{code}": {name},\n' for code, name in refusals.items()) + "}\n\n"
    text += "#: By the first part of that word, for words of a later release.\nROOMS: Dict[str, Type[InvalidToken]] = {\n"
    text += "".join(f'    "{room}": {name},\n' for room, name in ROOMS.items()) + "}\n\n"
    text += "#: By `data.code`.\nERRORS: Dict[str, Type[RequestError]] = {\n"
    text += "".join(f'    "{code}": {name},\n' for code, name in numbers.items()) + "}\n\n"
    text += "__all__ = [\n" + "".join(f'    "{name}",\n' for name in names) + "]\n"
    return text


def python_name(method):
    return snake(method.replace("/", "_").replace(".", "_"))


def table():
    text = f'"""The methods of jwtls and the parameters of each. {MADE}"""\n\nfrom typing import Dict, FrozenSet, Tuple\n\n'
    text += "#: name in Python: (method, what it does, {name in Python: parameter}, how many must be given)\n"
    text += "METHODS: Dict[str, Tuple[str, str, Dict[str, str], int]] = {\n"
    for method in read("openrpc.json")["methods"]:
        parameters = sorted(method["params"], key=lambda each: not each.get("required"))
        text += f'    "{python_name(method["name"])}": (\n        "{method["name"]}",\n'
        text += f"        {json.dumps(method['summary'])},\n        {{\n"
        text += "".join(f'            "{snake(p["name"])}": "{p["name"]}",\n' for p in parameters)
        text += f"        }},\n        {sum(1 for p in parameters if p.get('required'))},\n    ),\n"
    text += "}\n\n#: Algorithms that sign.\nSIGNING_ALGORITHMS: FrozenSet[str] = frozenset(\n    [\n"
    sign = next(method for method in read("openrpc.json")["methods"] if method["name"] == "sign")
    alg = next(parameter for parameter in sign["params"] if parameter["name"] == "alg")
    text += "".join(f'        "{name}",\n' for name in alg["schema"]["enum"])
    text += "    ]\n)\n\n#: Limits by their names.\nLIMITS: Dict[str, int] = {\n"
    text += "".join(f'    "{limit["name"]}": {limit["value"]},\n' for limit in read("limits.json")["limits"])
    return text + "}\n"


def python_type(schema):
    reference = schema.get("$ref", "").rpartition("/")[2]
    if reference in {"Time", "Span", "Key", "Policy"}:
        return reference
    if reference:
        return {"Token": "Token", "Text": "str", "KeyName": "str"}.get(reference, "Any")
    if "enum" in schema:
        return "Literal[" + ", ".join(json.dumps(value) for value in schema["enum"]) + "]"
    if "oneOf" in schema:
        return "Union[" + ", ".join(python_type(each) for each in schema["oneOf"]) + "]"
    if schema.get("type") == "array":
        return f"Sequence[{python_type(schema.get('items', {}))}]"
    simple = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "object": "Mapping[str, Any]"}
    return simple.get(schema.get("type"), "Any")


def signature(method, returns, asynchronous):
    parameters = sorted(method["params"], key=lambda each: not each.get("required"))
    text = f"    {'async ' if asynchronous else ''}def {python_name(method['name'])}(\n        self,\n"
    starred = False
    for parameter in parameters:
        kind = python_type(parameter["schema"])
        if parameter.get("required"):
            text += f"        {snake(parameter['name'])}: {kind},\n"
            continue
        text += "" if starred else "        *,\n"
        starred = True
        text += f"        {snake(parameter['name'])}: {kind} = ...,\n"
    text += "" if starred else "        *,\n"
    text += "        timeout: Optional[float] = ...,\n"
    return text + f"    ) -> {returns}: ...\n"


def stub():
    methods = read("openrpc.json")["methods"]
    verify = next(method for method in methods if method["name"] == "verify")
    text = f'"""The methods of jwtls with their types. {MADE}"""\n\n'
    text += "from typing import Any, Literal, Mapping, Optional, Sequence, Union\n\n"
    text += "from .types import Claims, Key, Policy, Report, Span, Time, Token\n"
    for name, asynchronous in [("Methods", False), ("AsyncMethods", True)]:
        text += f"\nclass {name}:\n"
        for method in methods:
            text += signature(method, "Claims" if method["name"] == "verify" else "Report", asynchronous)
        text += signature({**verify, "name": "check"}, "Report", asynchronous)
    return text


def main():
    made = {"faults.py": faults(), "table.py": table(), "methods.pyi": stub()}
    stale = []
    for name, text in made.items():
        path = HERE / "jwtls" / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    if "--check" in sys.argv and stale:
        sys.exit(f"Protocol/ says something else than {', '.join(stale)}: run make.py")


if __name__ == "__main__":
    main()
