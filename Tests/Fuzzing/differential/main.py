"""Holds jwtls against PyJWT and joserfc on tokens that were changed: whoever disagrees is explained by a row of
`differences.json`, or is a finding.

    main.py [--seed N] [--tokens N] [--seconds N]

Prints how many tokens were tried, how often each difference came up, and what nothing explains; exits with 1 if there is any
of that, and with 2 if the run cannot have shown anything.
"""

import argparse
import collections
import json
import os
import random
import sys
import time
import warnings

import facts
import keys
import mutations
import verdicts

ROUND = 500
PLACE = os.path.dirname(os.path.abspath(__file__))


def new_case(material, source):
    """A token, the key and policy to hold it against, and whether it was signed as it is."""
    key = material[source.choices(keys.NAMES, keys.WEIGHTS)[0]]
    draft = mutations.Draft(key.alg)
    for _ in range(source.choice([0, 1, 1, 1, 1, 2, 2, 3])):
        source.choice(mutations.BEFORE)(draft, source)
    content = draft.signing_input()
    octets = content.encode()
    signature = key.odd_signature(octets, source) if source.random() < 0.06 else key.sign(octets)
    token = content + "." + mutations.encode(signature)
    if source.random() < 0.25:
        token = source.choice(mutations.AFTER)(token, source)
    return token, key, source.choice(verdicts.POLICIES)


class Tally:
    """What was seen, and what explains it."""

    def __init__(self, rows):
        self.rows = rows
        self.counts = collections.Counter()
        self.differences = collections.Counter()
        self.unexplained = []

    def add(self, case, ours, peers):
        token, key, policy = case
        self.counts["tokens"] += 1
        self.counts["accepted" if ours is None else "refused"] += 1
        seen = None
        for name, theirs in peers.items():
            if (theirs is None) == (ours is None):
                continue
            self.counts["disagreements"] += 1
            seen = facts.of(token) if seen is None else seen
            # Where we refuse and they accept, each of our reasons is one that they do not have.
            found = [self.explanation(name, code, theirs, seen) for code in (ours or [None])]
            if all(found):
                for row in set(found):
                    self.differences[(row, name)] += 1
            else:
                self.unexplained.append({"token": token, "alg": key.alg, "policy": policy, "peer": name, "jwtls": ours or "accepts",
                                         "theirs": theirs or "accepts", "facts": sorted(seen)})

    def explanation(self, peer, code, theirs, seen):
        """The name of the row that explains one failure of ours, or, where there is none, the other's refusal."""
        for row in self.rows:
            if peer in row["peers"] and row["fact"] in seen and (row["jwtls"] == "refuses") == (code is not None):
                if row["because"] == code if code is not None else row["because"] in theirs:
                    return row["name"]
        return None


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tokens", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=0)
    asked = parser.parse_args()
    if not asked.tokens and not asked.seconds:
        asked.seconds = 600
    return asked


def main():
    warnings.simplefilter("ignore")
    asked = arguments()
    with open(os.path.join(PLACE, "differences.json"), encoding="utf-8") as file:
        rows = json.load(file)["differences"]
    source = random.Random(asked.seed)
    material = keys.all_keys()
    ours = verdicts.Jwtls(verdicts.program())
    tally = Tally(rows)
    start = time.monotonic()
    while (not asked.tokens or tally.counts["tokens"] < asked.tokens) and (not asked.seconds or time.monotonic() - start < asked.seconds):
        cases = [new_case(material, source) for _ in range(ROUND)]
        for case, verdict in zip(cases, ours.verdicts(cases)):
            tally.add(case, verdict, {name: ask(*case) for name, ask in verdicts.PEERS.items()})
    code = ours.close()
    report(tally, asked.seed, time.monotonic() - start)
    if code != 0:
        print("jwtls ended with %d" % code)
        return 1
    if tally.unexplained:
        return 1
    # A run in which nothing was accepted, or nothing refused, would agree with anybody.
    return 0 if min(tally.counts["accepted"], tally.counts["refused"]) * 20 > tally.counts["tokens"] else 2


def report(tally, seed, seconds):
    counts = tally.counts
    print("differential: seed %d, %d tokens in %d s: %d accepted, %d refused, %d disagreements" % (
        seed, counts["tokens"], seconds, counts["accepted"], counts["refused"], counts["disagreements"]))
    for row in tally.rows:
        for peer in row["peers"]:
            print("  %6d  %-8s jwtls %s: %s" % (tally.differences[(row["name"], peer)], peer, row["jwtls"], row["name"]))
    print("unexplained: %d" % len(tally.unexplained))
    for one in tally.unexplained[:20]:
        print(json.dumps(one))


sys.exit(main())
