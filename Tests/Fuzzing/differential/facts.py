"""What is odd about a token, told by a look of its own at it: the names that the rows of `differences.json` refer to.

Nothing here asks a library for JWTs; JSON is taken apart by Python's reader, which tells of duplicates, constants and the like.
"""

import base64
import json
import re
import sys

from mutations import NOW

# Registered header members that are strings (RFC 7515 §4.1).
STRINGS = {"alg", "jku", "kid", "x5u", "x5t", "x5t#S256", "typ", "cty"}
REGISTERED = STRINGS | {"jwk", "x5c", "crit"}
TEXT_CLAIMS = {"iss", "sub", "jti"}
INSTANTS = {"exp", "nbf", "iat"}


class Number(str):
    """A number as it is written."""


def of(token):
    """The names of all that is odd."""
    facts = set()
    parts = token.split(".")
    if any(part.endswith("=") for part in parts):
        facts.add("padding")
    members = []
    for part in parts[:2]:
        octets = decoded(part)
        members.append(read(octets, facts) if octets is not None else {})
        if len(octets or b"") > 4096:
            facts.add("long claims" if len(members) == 2 else "long names in the header")
    if parts and len(parts[0]) > 512:
        facts.add("long header")
    if isinstance(members[0], dict):
        look_at_header(members[0], facts)
    if len(members) > 1 and isinstance(members[1], dict):
        look_at_claims(members[1], facts)
    return facts


def decoded(part):
    text = part.rstrip("=")
    if not re.fullmatch("[A-Za-z0-9_-]*", text):
        return None
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return None


def read(octets, facts):
    """The value of a JSON text as Python's reader has it; {} for none."""
    encoding = json.detect_encoding(octets)
    if encoding == "utf-8-sig":
        facts.add("byte order mark")
    elif encoding != "utf-8":
        facts.add("not UTF-8")
    try:
        text = octets.decode(encoding, "surrogatepass")
    except UnicodeError:
        return {}

    def pairs(found):
        if len({name for name, _ in found}) < len(found):
            facts.add("duplicate member")
            # Those that a dictionary forgets are looked at here.
            for _, value in found:
                walk(value, 1, facts)
        return dict(found)

    def constant(_):
        facts.add("NaN or Infinity")
        return None

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_constant=constant, parse_int=Number, parse_float=Number)
    except (ValueError, RecursionError):
        return {}
    walk(value, 1, facts)
    return value


def walk(value, depth, facts):
    if isinstance(value, Number):
        if len(value) > sys.get_int_max_str_digits():
            facts.add("thousands of digits")
    elif isinstance(value, str):
        if any("\ud800" <= c <= "\udfff" for c in value):
            facts.add("half a surrogate pair")
    elif isinstance(value, (list, dict)):
        if depth > 64:
            facts.add("deeper than 64")
        for element in value if isinstance(value, list) else list(value) + list(value.values()):
            walk(element, depth + 1, facts)


def is_text(value):
    return isinstance(value, str) and not isinstance(value, Number)


def look_at_header(header, facts):
    if any(name in header and not is_text(header[name]) for name in STRINGS) or not isinstance(header.get("jwk", {}), dict):
        facts.add("type of a header member")
    chain = header.get("x5c", ["AAAA"])
    if not isinstance(chain, list) or not chain or not all(is_text(one) and is_base64(one) for one in chain):
        facts.add("no certificate chain")
    critical = header.get("crit", [])
    named = [name for name in critical if is_text(name)] if isinstance(critical, list) else []
    if "b64" in header and not isinstance(header["b64"], bool):
        facts.add("b64 that is no boolean")
    if "b64" in header and "b64" not in named:
        facts.add("b64 that is not critical")
    if len(set(named)) < len(named):
        facts.add("crit repeats itself")
    if REGISTERED.intersection(named):
        facts.add("crit names what is registered")
    if critical == [] and "crit" in header:
        facts.add("empty crit")
    if set(header) - REGISTERED - {"b64"}:
        facts.add("unregistered header member")
    if any(is_text(header.get(name)) and not header[name].startswith(("http://", "https://")) for name in ("jku", "x5u")):
        facts.add("address that is no URL")


def is_base64(text):
    try:
        return len(base64.b64decode(text, validate=True)) > 0
    except ValueError:
        return False


def look_at_claims(claims, facts):
    if any(name in claims and not is_text(claims[name]) for name in TEXT_CLAIMS):
        facts.add("type of a claim")
    audience = claims.get("aud", "")
    if not is_text(audience) and not (isinstance(audience, list) and all(is_text(one) for one in audience)):
        facts.add("type of a claim")
    if any(name not in claims for name in ("iss", "sub", "aud")):
        facts.add("claim that is not there")
    for name in INSTANTS & set(claims):
        value = claims[name]
        if not isinstance(value, Number):
            facts.add("instant that is no number")
            continue
        number = float(value)
        if not re.fullmatch("-?[0-9]+", value):
            facts.add("instant with a fraction or an exponent")
        if abs(number) >= 1e30:
            facts.add("instant beyond any clock")
        if name == "iat" and number > NOW:
            facts.add("issued in the future")
