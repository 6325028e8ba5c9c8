"""What answers must be, compared with what came."""

from client import Broken
from vector import Number


def check(answers, expected, framing, in_order=True, never=None):
    """Refuses answers that are not the expected ones. Without order, each expected one must be there once."""
    for answer in answers:
        if framing and answer.framing != framing:
            raise Broken(f"answered in {answer.framing}: {answer.text[:200]}")
        if never and never in answer.text:
            raise Broken(f"repeats what it must not: {answer.text[:200]}")
    left, first = list(answers), 0
    for place, entry in enumerate(expected):
        while first < len(left) and left[first] is None:
            first += 1
        found = find(left, first, entry, in_order)
        if found is None:
            raise Broken(explain(left[first:], entry, place, len(expected)))
        left[found] = None
    more = [answer for answer in left if answer]
    if more:
        raise Broken(f"more than {len(expected)} answers: {more[0].text[:200]}")


def find(left, first, entry, in_order):
    """Where among the answers that are left the expected one is; in order it is the first of them."""
    for index in range(first, min(first + 1, len(left)) if in_order else len(left)):
        if left[index] and mismatch(left[index].value, entry) is None:
            return index
    return None


def explain(left, entry, place, count):
    if not left:
        return f"answer {place + 1} of {count} is missing: {entry}"
    return f"answer {place + 1} of {count}: {mismatch(left[0].value, entry)}: {left[0].text[:200]}"


def mismatch(value, entry):
    """Why this answer is not the expected one, or None."""
    if "either" in entry:
        shared = {name: value for name, value in entry.items() if name != "either"}
        reasons = [mismatch(value, {**shared, **choice}) for choice in entry["either"]]
        return None if None in reasons else " and ".join(reasons)
    if "batch" in entry:
        return batch_mismatch(value, entry["batch"])
    if "atLeast" in entry:
        is_enough = isinstance(value, list) and len(value) >= int(entry["atLeast"])
        return None if is_enough else f"no array of at least {entry['atLeast']} answers"
    if not isinstance(value, dict):
        return "no object"
    if value.get("jsonrpc") != "2.0" or "id" not in value:
        return "no JSON-RPC 2.0 answer"
    if set(value) - {"jsonrpc", "id", "result", "error"} or ("result" in value) == ("error" in value):
        return "not exactly one of result and error"
    if not same(value["id"], entry["id"]):
        return f"another id than {entry['id']!r}"
    if "code" in entry:
        return error_mismatch(value, entry["code"], entry.get("parameter"))
    if "result" not in value:
        return "no result"
    if entry["result"] is not True and value["result"] != entry["result"]:
        return f"another result than {entry['result']}"
    return None


def error_mismatch(value, code, parameter):
    error = value.get("error")
    if not isinstance(error, dict) or not isinstance(error.get("message"), str):
        return "no error object with a message"
    if parameter is not None and error.get("data", {}).get("parameter") != parameter:
        return f"does not name {parameter}"
    return None if same(error.get("code"), code) else f"another code than {code}"


def batch_mismatch(value, entries):
    if not isinstance(value, list) or len(value) != len(entries):
        return f"no array of {len(entries)} answers"
    left = list(value)
    for entry in entries:
        found = next((item for item in left if mismatch(item, entry) is None), None)
        if found is None:
            return f"nothing in the array is {entry}"
        left.remove(found)
    return None


def same(actual, wanted):
    """Whether both are the same value, written the same way."""
    return type(actual) is type(wanted) and actual == wanted and isinstance(actual, (str, Number, type(None)))
