"""Makes what the fuzzers begin with: keys and tokens that jwtls makes itself, the examples and vectors of `Protocol/`, and
published vectors where JWTLS_VECTORS names their folder.

    seeds.py FOLDER

In the folder stand afterwards `keys.jwks` and `tokens.txt`, which the target `tokens` holds its bytes against, and a folder
of files a target. JWTLS is the program to ask (.build/debug/jwtls).
"""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
PROGRAM = os.environ.get("JWTLS", os.path.join(ROOT, ".build", "debug", "jwtls"))
ALGORITHMS = ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
              "ES256K", "Ed25519", "Ed448"]
FORMS = ["pkcs8", "pkcs1", "sec1", "spki", "openssh", "openssh-public"]
# Larger files make slow executions, and hold nothing that smaller ones do not.
LARGEST = 4096


class Folder:
    """The folder of seeds: one file for each content, named by it."""

    def __init__(self, path):
        self.path = path
        self.count = 0

    def add(self, target, content):
        content = content.encode() if isinstance(content, str) else content
        if len(content) > LARGEST:
            return
        folder = os.path.join(self.path, target)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, hashlib.sha256(content).hexdigest()[:16]), "wb") as file:
            file.write(content)
        self.count += 1

    def key(self, jwk):
        self.add("jwk", jwk if isinstance(jwk, str) else json.dumps(jwk, separators=(",", ":")))

    def pem(self, text):
        self.add("keyfiles", "t" + text)
        for body in re.findall("-----BEGIN [^-]*-----([^-]*)-----END", text):
            self.add("keyfiles", (b"s" if "OPENSSH" in text else b"d") + base64.b64decode(body))

    def message(self, text):
        """A conversation, in both framings; the first byte says how it is cut (Frames.swift)."""
        for pieces in (84, 6):
            self.add("frames", bytes([1 + 3 * pieces]) + text + b"\n")
            self.add("frames", bytes([2 + 3 * pieces]) + b"Content-Length: %d\r\n\r\n" % len(text) + text)


def ask(calls):
    """What jwtls answers to these calls: methods and parameters."""
    lines = [json.dumps({"jsonrpc": "2.0", "id": i, "method": m, "params": p}) for i, (m, p) in enumerate(calls)]
    run = subprocess.run([PROGRAM], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    return [answer["result"] if "result" in answer else None for answer in answers]


def public(key):
    return {name: value for name, value in key.items() if name not in ("d", "p", "q", "dp", "dq", "qi")}


def own_keys(folder):
    made = ask([("keygen", {"alg": name, **({"size": 2048} if name[:2] in ("RS", "PS") else {})}) for name in ALGORITHMS])
    keys = [answer["keys"][0]["private"]["jwk"] for answer in made]
    made = ask([("keygen", {"crv": curve, "kty": "OKP"}) for curve in ("X25519", "X448")])
    others = [answer["keys"][0]["private"]["jwk"] for answer in made]
    with open(os.path.join(folder.path, "keys.jwks"), "w", encoding="utf-8") as file:
        json.dump({"keys": [public(key) for key in keys]}, file, separators=(",", ":"))
    for key in keys + others:
        folder.key(key)
        folder.key(public(key))
    folder.key({"keys": keys[:1] + keys[9:12]})
    folder.key({"kty": "oct", "k": "c2VjcmV0", "use": "sig", "key_ops": ["sign", "verify"], "alg": "HS256", "kid": "1"})
    calls = [("key/convert", {"key": {"jwk": key}, "to": form}) for key in keys + others for form in FORMS]
    for answer in ask(calls):
        if answer:
            folder.pem(answer["pem"]) if "pem" in answer else folder.add("keyfiles", "t" + answer["ssh"])
    certified = ask([("key/convert", {"key": {"jwk": key}, "to": to, "subject": "CN=fuzz,O=b"})
                     for key in keys for to in ("x509", "jwk")])
    for answer in certified:
        if answer:
            folder.pem(answer["pem"]) if "pem" in answer else folder.key(answer["jwk"])
    # A private key of ML-DSA-44 in PKCS #8, of which the seed is zeros (RFC 9881).
    folder.add("keyfiles", b"d" + bytes.fromhex("3034020100300b060960864801650304031104228020") + bytes(32))
    for length, name in ((1312, "ML-DSA-44"), (1952, "ML-DSA-65")):
        folder.key({"kty": "AKP", "alg": name, "pub": base64.urlsafe_b64encode(bytes(length)).decode().rstrip("=")})
    return keys


def own_tokens(folder, keys):
    manners = [{}, {"serialization": "flattened"}, {"serialization": "general"}]
    calls = [("sign", {"key": {"jwk": key}, "claims": {"sub": "alice", "n": number}, **manner})
             for number, key in enumerate(keys) for manner in manners]
    calls += [
        ("sign", {"key": {"jwks": {"keys": [keys[0], keys[9], keys[13]]}}, "claims": {"sub": "alice"}, "serialization": "general"}),
        ("sign", {"key": {"jwk": keys[0]}, "claims": {"a": [1, 2.50, {"b": None}], "ü": "é\u202e"}, "header": {"x": [1]},
                  "serialization": "flattened", "unprotectedHeader": {"y": 1}}),
        ("sign", {"key": {"jwk": keys[13]}, "claims": {}, "typ": "at+jwt", "issuedAt": False}),
    ]
    tokens = [answer["token"] for answer in ask(calls) if answer]
    tokens = [token if isinstance(token, str) else json.dumps(token, separators=(",", ":")) for token in tokens]
    with open(os.path.join(folder.path, "tokens.txt"), "w", encoding="utf-8") as file:
        file.write("\n".join(tokens) + "\n")
    for token in tokens:
        folder.add("tokens", token)
    for text in ("eyJhbGciOiJub25lIn0.e30.", "Bearer eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d", "a.b", "..",
                 "eyJhbGciOiJIUzI1NiJ9.e30.AA~WyJzIiwiYSIsMV0~"):
        folder.add("tokens", text)


def own_encrypted(folder):
    """Tokens by every algorithm that takes a key; each key is named, so that few are tried."""
    names = ["RSA-OAEP-256", "A128KW", "A256KW", "A192GCMKW", "dir", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW"]
    curves = {"ECDH-ES": "P-521", "ECDH-ES+A128KW": "X25519", "ECDH-ES+A256KW": "X448"}
    made = ask([("keygen", {"alg": name, "kid": name, **({"size": 2048} if "RSA" in name else {}),
                            **({"crv": curves[name]} if name in curves else {})}) for name in names])
    keys = [answer["keys"][0]["private"]["jwk"] for answer in made]
    with open(os.path.join(folder.path, "encryption.jwks"), "w", encoding="utf-8") as file:
        json.dump({"keys": keys}, file, separators=(",", ":"))
    encryptions = ["A128GCM", "A128CBC-HS256", "A256CBC-HS512", "A192GCM"]
    calls = []
    for number, key in enumerate(keys):
        enc = {} if key["alg"] == "dir" else {"enc": encryptions[number % 4]}
        for manner in ({}, {"serialization": "flattened", "aad": "eA"}, {"serialization": "general", "zip": "DEF"}):
            calls.append(("encrypt", {"key": {"jwk": key}, "claims": {"sub": "alice", "n": number}, **enc, **manner}))
    calls.append(("encrypt", {"recipients": [{"key": {"jwk": key}} for key in keys[1:4]], "claims": {}}))
    tokens = [answer["token"] for answer in ask(calls) if answer]
    tokens = [token if isinstance(token, str) else json.dumps(token, separators=(",", ":")) for token in tokens]
    with open(os.path.join(folder.path, "encrypted.txt"), "w", encoding="utf-8") as file:
        file.write("\n".join(tokens) + "\n")
    for token in tokens:
        folder.add("encrypted", token)


def own_selective(folder, keys):
    """Presentations with a key binding, and payloads with what they disclose."""
    now = 1800000000
    holder, *issuers = [key for key in keys if key.get("crv") in ("P-256", "Ed25519") or key["kty"] == "oct"][::-1]
    issuers = [key for key in issuers if key is not holder][:3]
    claims = {"iss": "i", "email": "a@b", "address": {"street": "s", "city": "c"}, "nat": ["DE", "FR"]}
    pointers = ["/email", "/address", "/address/city", "/nat/0"]
    orders = [{"key": {"jwk": key}, "claims": claims, "disclosable": pointers, "holderKey": {"jwk": holder}, "now": now,
               "decoys": 1, "serialization": form} for key in issuers for form in ("compact", "flattened")]
    made = [answer["token"] for answer in ask([("sign", order) for order in orders])]
    shown = ask([("present", {"token": token, "disclose": disclose, "key": {"jwk": holder}, "audience": "a", "nonce": "n",
                              "now": now}) for token in made for disclose in ([""], ["/email", "/address/city"])])
    texts = [answer["token"] if isinstance(answer["token"], str) else json.dumps(answer["token"], separators=(",", ":"))
             for answer in shown]
    with open(os.path.join(folder.path, "selective.txt"), "w", encoding="utf-8") as file:
        file.write("\n".join(texts) + "\n")
    for text in texts:
        folder.add("sdjwt", text)
    for lines in (['{"_sd":["#1","x"],"a":[{"...":"#2"},1]}', '["s","b",1]', '["s",{"c":1}]'],
                  ['{"_sd":["#1"],"_sd_alg":"sha-256"}', '["s","a",{"_sd":["#2"],"b":[{"...":"#3"}]}]', '["s","c",2]', '["s",3]'],
                  ['{"a":[{"...":"#1"},{"...":"#2"}],"_sd":["#3"]}', '["s",1]', '["s",{"_sd":["#4"]}]', '["s","b",1]', '["s","c",1]'],
                  ['{"a":{"b":{"_sd":["#1","#2"]}}}', '["s","c",[{"...":"#3"}]]', '["s","d",null]', '["s",[]]']):
        folder.add("sdjwt", "\n".join(lines))


def own_conversations(folder, keys):
    """The same call again and again, about other tokens."""
    for key, more in ((keys[0], {}), (keys[13], {"issuer": "a", "audience": ["b"], "checks": "failed"})):
        claims = [{"iss": "a", "sub": "alice", "aud": ["b"], "exp": 4102444799, "n": number} for number in range(4)]
        claims += [{"iss": "a", "aud": "c", "exp": 4102444799}, {"iss": "a", "aud": "b", "exp": 1}]
        made = ask([("sign", {"key": {"jwk": key}, "claims": one, "issuedAt": False}) for one in claims])
        tokens = [answer["token"] for answer in made if answer]
        keyed = {"secret": key["k"], "encoding": "base64url"} if key["kty"] == "oct" else {"jwk": public(key)}
        lines = [json.dumps({"jsonrpc": "2.0", "id": number, "method": "verify", "params": {"token": token, "key": keyed, **more}},
                            separators=(",", ":")) for number, token in enumerate(tokens + tokens[1:2] + [tokens[0][:-1]])]
        folder.add("frames", bytes([1 + 3 * 84]) + ("\n".join(lines[:8]) + "\n").encode())
        folder.add("frames", bytes([2 + 3 * 84]) + b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(line), line.encode()) for line in lines[:8]))


def own_claims(folder):
    headers = ['{"alg":"HS256"}', '{"alg":"HS256","typ":"JWT","kid":"1"}', '{"alg":"HS256","b64":false,"crit":["b64"]}',
               '{"alg":"HS256","crit":["exp"],"exp":1}', '{"alg":"none"}', '{"alg":"HS256","alg":"HS256"}',
               '{"alg":"HS256","jwk":{"kty":"oct","k":"AA"},"x5c":["AA=="],"jku":"https://example.com"}', '{ "alg" : "HS\\u0032\\u0035\\u0036" }']
    contents = ['{"sub":"alice","iss":"https://example.com","aud":["a","b"],"exp":1800000600,"nbf":1799999000,"iat":1.8e9}',
                '{"exp":1799999999}', '{"exp":1e400,"nbf":-0.0,"iat":"1"}', '{"exp":1800000000.000000001}', '{"aud":{},"aud":1}',
                '{"scope":"read write","roles":["a"],"groups":["g"],"azp":"x","nonce":"n","jti":"j","cnf":{"jkt":"AA"}}',
                '{"a":{"b":[1,2,{"c":"d"}]}}', '[]', 'nonsense', '{"nested":"eyJhbGciOiJub25lIn0.e30."}', 'eyJhbGciOiJub25lIn0.e30.']
    policies = ['{}', '{"issuer":"https://example.com","audience":["a","c"],"subject":["alice"],"requireExpiry":true}',
                '{"claims":{"/a/b/0":{"minimum":1,"maximum":"2"},"/a/b/2/c":{"pattern":"^d{1,3}$","oneOf":["d",1]}}}',
                '{"claims":{"sub":{"pattern":"(a|b)*[^c-e]\\\\w+?","minLength":1,"maxLength":9,"type":"string"}},"checks":"failed"}',
                '{"clockTolerance":"60s","maxTokenAge":"1d12h","maxLifetime":3600,"now":"+10m"}',
                '{"expect":"bytes","typ":["JWT"],"algorithms":["HS256","ES256"],"strength":"strict"}',
                '{"requiredScopes":["read"],"requiredRoles":{"all":["a"]},"requiredGroups":["g"],"requiredClaims":["exp"]}',
                '{"forbiddenClaims":["nonce"],"jti":"j","nonce":"n","azp":["x"],"crit":{"exp":true},"diagnose":false}',
                '{"now":"2027-01-15T08:00:00Z","keySelection":"all","signaturePolicy":{"atLeast":2},"audienceMatch":"all"}']
    for header in headers:
        folder.add("claims", "\n".join([header, contents[0], policies[0]]))
    for content in contents:
        folder.add("claims", "\n".join([headers[0], content, policies[0]]))
    for policy in policies:
        for content in contents[:1] + contents[5:7]:
            folder.add("claims", "\n".join([headers[0], content, policy]))


def own_files(folder, keys):
    """Encrypted keys and certificates by the openssl program, at a low price."""
    with tempfile.TemporaryDirectory() as place:
        for key in (keys[9], keys[13], keys[3]):
            name = os.path.join(place, "key.pem")
            with open(name, "w", encoding="utf-8") as file:
                file.write(ask([("key/convert", {"key": {"jwk": key}, "to": "pkcs8"})])[0]["pem"])
            for options in (["-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA1"], ["-v2", "aes-256-cbc"], ["-v2", "des3"],
                            ["-scrypt", "-scrypt_N", "16", "-scrypt_r", "1", "-scrypt_p", "1"], ["-v1", "PBE-SHA1-3DES"]):
                run = subprocess.run(["openssl", "pkcs8", "-topk8", "-in", name, "-passout", "pass:fuzz", "-iter", "2", *options],
                                     capture_output=True, text=True, check=False)
                if run.returncode == 0:
                    folder.pem(run.stdout)
                    folder.add("keyfiles", b"c" + base64.b64decode("".join(run.stdout.splitlines()[1:-1])))
            run = subprocess.run(["openssl", "req", "-x509", "-new", "-key", name, "-subj", "/CN=fuzz", "-days", "9"],
                                 capture_output=True, text=True, check=False)
            if run.returncode != 0:
                continue
            folder.pem(run.stdout)
            for options in ([], ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"]):
                packed = subprocess.run(["openssl", "pkcs12", "-export", "-inkey", name, "-passout", "pass:fuzz", "-iter", "2",
                                         *options], input=run.stdout.encode(), capture_output=True, check=False)
                folder.add("keyfiles", b"d" + packed.stdout)


def protocol(folder):
    with open(os.path.join(ROOT, "Protocol", "openrpc.json"), encoding="utf-8") as file:
        methods = json.load(file)["methods"]
    lines = []
    for number, method in enumerate(methods):
        for example in method.get("examples", [{"params": []}]):
            parameters = {p["name"]: p["value"] for p in example["params"]}
            text = json.dumps({"jsonrpc": "2.0", "id": number, "method": method["name"], "params": parameters}).encode()
            folder.message(text)
            lines.append(text)
            folder.add("json", json.dumps(parameters))
    folder.add("frames", b"\x01[" + b",".join(lines[:6]) + b"]\n")
    with open(os.path.join(ROOT, "Protocol", "conformance", "vectors.json"), encoding="utf-8") as file:
        vectors = json.load(file)["vectors"]
    sys.path.insert(0, os.path.join(ROOT, "Protocol", "conformance"))
    sys.dont_write_bytecode = True
    import vector

    for row in vectors:
        for name in ("message", "send"):
            content = vector.build(vector.parse(json.dumps(row[name]))) if name in row else b""
            if 0 < len(content) <= LARGEST:
                folder.message(content)
                folder.add("frames", b"\x01" + content)
                folder.add("frames", b"\x02" + content)
                folder.add("json", content)
    transcripts = os.path.join(ROOT, "Protocol", "transcripts")
    for name in sorted(os.listdir(transcripts)):
        if name.endswith(".txt"):
            with open(os.path.join(transcripts, name), encoding="utf-8") as file:
                text = file.read()
            asked = re.findall(r"^→ \{(.*?)(?=^[←→#]|\Z)", text, re.M | re.S)
            asked = ['{"jsonrpc":"2.0",' + " ".join(one.split()) for one in asked]
            folder.add("frames", b"\x01" + "\n".join(asked).encode() + b"\n")
            for one in asked:
                folder.message(one.encode())


def own_edits(folder):
    """Texts with tokens and keys, near each other and apart, and changes to them (Edits.swift)."""
    token = b"eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEzMDA4MTkzODB9.c2ln"
    pem = b"-----BEGIN PUBLIC KEY-----\nAA\n-----END PUBLIC KEY-----"
    jwk = b'{"kty":"oct","k":"AA"}'
    changes = b"\x00\x00\x01\x00\x01x" + b"\x80\x00\x05\x00\x03{}." + b"\xff\x00\xc8\x02\x01~"
    for text in (token, pem, jwk, b'{"keys":[' + jwk + b"," + jwk + b"]}", token + b"~WyJh~", b"e" + token + b".c2ln"):
        for whole in (text, b"A=" + text + b"\r\n" + text + b" \x01" + text + b"\r", b"\x01\x01" + text + b"\x01\x01" + text):
            folder.add("edits", whole + b"\x00" + changes)


def published(folder, place):
    for base, _, names in sorted(os.walk(place)):
        for name in sorted(names):
            with open(os.path.join(base, name), "rb") as file:
                content = file.read()
            if "jsontestsuite" in base:
                folder.add("json", content)
            elif name.endswith(".json"):
                harvest(folder, json.loads(content))


def harvest(folder, value):
    """Tokens and keys, wherever they stand."""
    if isinstance(value, list):
        for element in value:
            harvest(folder, element)
    elif isinstance(value, dict):
        if "kty" in value or "keys" in value:
            folder.key(value)
        if "payload" in value and ("signature" in value or "signatures" in value):
            folder.add("tokens", json.dumps(value, separators=(",", ":")))
        for name, element in value.items():
            if isinstance(element, str) and name.lower().endswith(("keyder", "pkcs8")):
                folder.add("keyfiles", b"d" + bytes.fromhex(element))
            harvest(folder, element)
    elif isinstance(value, str):
        if value.startswith("-----BEGIN"):
            folder.pem(value)
        elif value.startswith("eyJ") and value.count(".") in (2, 4):
            folder.add("tokens", value)


def main():
    folder = Folder(sys.argv[1])
    os.makedirs(folder.path, exist_ok=True)
    keys = own_keys(folder)
    own_tokens(folder, keys)
    own_encrypted(folder)
    own_selective(folder, keys)
    own_conversations(folder, keys)
    own_claims(folder)
    own_files(folder, keys)
    own_edits(folder)
    protocol(folder)
    for text in ("[0,-0.0,1e5,1E-400,123456789012345678901234567890]", '{"a":{"b":[true,false,null,"\\ud83d\\ude00"]},"a":""}', ' "\\u0000\\"\\/" ',
                 '"\u2028\u202e\x7f"', "[[[[[[[[[[]]]]]]]]]]"):
        folder.add("json", text)
    if "JWTLS_VECTORS" in os.environ:
        published(folder, os.environ["JWTLS_VECTORS"])
    print("%d seeds in %s" % (folder.count, folder.path))


main()
