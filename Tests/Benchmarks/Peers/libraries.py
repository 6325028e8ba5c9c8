"""Verification with a library of Python.

   libraries.py PyJWT|joserfc loop  ALGORITHM KEY_FILE TOKEN_FILE SECONDS    prints verifications a second of processor time
   libraries.py PyJWT|joserfc serve ALGORITHM KEY_FILE                       answers `verify`, a request a line
   libraries.py PyJWT|joserfc once  ALGORITHM KEY_FILE TOKEN                 prints the claims

KEY_FILE is a JWK."""

import json
import sys
import time

library, mode, algorithm, key_file = sys.argv[1:5]
with open(key_file) as file:
    jwk = json.load(file)

if library == "PyJWT":
    import jwt

    key = jwt.PyJWK(jwk, algorithm=algorithm)

    def claims_of(token):
        return jwt.decode(token, key, algorithms=[algorithm], options={"verify_aud": False})
else:
    from joserfc import jwt as joserfc
    from joserfc.jwk import import_key

    key, registry = import_key(jwk), joserfc.JWTClaimsRegistry()

    def claims_of(token):
        claims = joserfc.decode(token, key, algorithms=[algorithm]).claims
        registry.validate(claims)
        return claims

if mode == "once":
    print(json.dumps(claims_of(sys.argv[5])))
elif mode == "loop":
    with open(sys.argv[5]) as file:
        tokens = file.read().splitlines()
    count, length, begin, used = 0, float(sys.argv[6]), time.perf_counter(), time.process_time()
    while time.perf_counter() - begin < length:
        claims_of(tokens[count % len(tokens)])
        count += 1
    print(count / (time.process_time() - used))
else:
    for line in sys.stdin:
        request = json.loads(line)
        result = {"valid": True, "claims": claims_of(request["params"]["token"])}
        sys.stdout.write(json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": result}, separators=(",", ":")) + "\n")
        sys.stdout.flush()
