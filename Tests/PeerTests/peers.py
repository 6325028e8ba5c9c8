"""Other implementations of JWS behind one door: a JSON request a line on standard input, a JSON answer a line.

{"do": "libraries"}                                     which of them are here
{"do": "make", "library", "alg"}                        a new key in every form, and a token by it
{"do": "check", "library", "alg", "token", "key": {form: key}}   what the library makes of a token, by each form of a key

A key has the forms "jwk" (an object) and, but for secrets, "pem"; private ones come as "private", public ones as "public".
"""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile

CLAIMS = {"iss": "peer", "sub": "alice", "exp": 4102444799, "http://example.com/is_root": True, "n": 12345678901234567890}
CURVES = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521", "ES256K": "secp256k1"}


def encode(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def new_key(alg):
    """A key as the cryptography package makes it; a secret as octets."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa

    if alg.startswith("HS"):
        return os.urandom(int(alg[2:]) // 8)
    if alg[:2] in ("RS", "PS"):
        return rsa.generate_private_key(65537, 2048)
    if alg == "Ed448":
        return ed448.Ed448PrivateKey.generate()
    if alg in ("EdDSA", "Ed25519"):
        return ed25519.Ed25519PrivateKey.generate()
    curves = {"ES256": ec.SECP256R1, "ES384": ec.SECP384R1, "ES512": ec.SECP521R1, "ES256K": ec.SECP256K1}
    return ec.generate_private_key(curves[alg]())


def pems(key):
    from cryptography.hazmat.primitives import serialization as s

    private = key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption())
    public = key.public_key().public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public.decode()


class PyJWT:
    def make(self, alg):
        import jwt

        key = new_key(alg)
        row = jwt.get_algorithm_by_name("EdDSA" if alg == "Ed448" else alg)
        token = jwt.encode(CLAIMS, key, algorithm="EdDSA" if alg == "Ed448" else alg)
        if isinstance(key, bytes):
            jwk = row.to_jwk(key, as_dict=True)
            return token, {"jwk": jwk}, {"jwk": jwk}
        private, public = pems(key)
        return (
            token,
            {"jwk": row.to_jwk(key, as_dict=True), "pem": private},
            {"jwk": row.to_jwk(key.public_key(), as_dict=True), "pem": public},
        )

    def check(self, alg, token, form, key):
        import jwt

        name = "EdDSA" if alg == "Ed448" else alg
        key = jwt.PyJWK(key, algorithm=name).key if form == "jwk" else key
        return jwt.decode(token, key, algorithms=[name], options={"verify_aud": False})


class Joserfc:
    def key(self, alg):
        from joserfc import jwk

        if alg.startswith("HS"):
            return jwk.OctKey.generate_key(int(alg[2:]))
        if alg[:2] in ("RS", "PS"):
            return jwk.RSAKey.generate_key(2048)
        if alg in CURVES:
            return jwk.ECKey.generate_key(CURVES[alg])
        return jwk.OKPKey.generate_key("Ed448" if alg == "Ed448" else "Ed25519")

    def make(self, alg):
        from joserfc import jwt

        key = self.key(alg)
        token = jwt.encode({"alg": alg}, CLAIMS, key, algorithms=[alg])
        if alg.startswith("HS"):
            return token, {"jwk": key.as_dict(private=True)}, {"jwk": key.as_dict(private=True)}
        return (
            token,
            {"jwk": key.as_dict(private=True), "pem": key.as_pem(private=True).decode()},
            {"jwk": key.as_dict(private=False), "pem": key.as_pem(private=False).decode()},
        )

    def check(self, alg, token, form, key):
        from joserfc import jwk, jwt

        if form == "jwk":
            key = jwk.import_key(key)
        else:
            kind = "RSA" if alg[:2] in ("RS", "PS") else "EC" if alg in CURVES else "OKP"
            key = jwk.import_key(key, kind)
        return jwt.decode(token, key, algorithms=[alg]).claims


class JWCrypto:
    def make(self, alg):
        from jwcrypto import jwk, jwt

        if alg.startswith("HS"):
            key = jwk.JWK.generate(kty="oct", size=int(alg[2:]))
        elif alg[:2] in ("RS", "PS"):
            key = jwk.JWK.generate(kty="RSA", size=2048)
        elif alg in CURVES:
            key = jwk.JWK.generate(kty="EC", crv=CURVES[alg])
        elif alg.startswith("ML-DSA"):
            key = jwk.JWK.generate(kty="AKP", alg=alg)
        else:
            key = jwk.JWK.generate(kty="OKP", crv="Ed448" if alg == "Ed448" else "Ed25519")
        token = jwt.JWT(header={"alg": "EdDSA" if alg == "Ed448" else alg}, claims=CLAIMS)
        token.make_signed_token(key)
        private = {"jwk": key.export(as_dict=True)}
        if alg.startswith("HS"):
            return token.serialize(), private, private
        private["pem"] = key.export_to_pem(private_key=True, password=None).decode()
        public = {"jwk": key.export_public(as_dict=True), "pem": key.export_to_pem().decode()}
        return token.serialize(), private, public

    def check(self, alg, token, form, key):
        from jwcrypto import jwk, jws

        key = jwk.JWK(**key) if form == "jwk" else jwk.JWK.from_pem(key.encode())
        name = "EdDSA" if alg == "Ed448" else alg
        found = jws.JWS()
        found.allowed_algs = [name]
        found.deserialize(token, key)
        return json.loads(found.payload)


class OpenSSL:
    """The openssl program: it signs and verifies octets, the rest is done by hand."""

    def run(self, arguments, *files):
        with tempfile.TemporaryDirectory() as folder:
            names = []
            for index, content in enumerate(files):
                names.append(os.path.join(folder, str(index)))
                with open(names[-1], "wb") as file:
                    file.write(content)
            arguments = [names[a] if isinstance(a, int) else a for a in arguments]
            run = subprocess.run(["openssl", *arguments], capture_output=True, check=False)
            if run.returncode != 0:
                raise ValueError(run.stderr.decode())
            return run.stdout

    def options(self, alg):
        pss = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"]
        return ["-sha" + (alg[2:5] if alg != "ES256K" else "256")] + (pss if alg.startswith("PS") else [])

    def new(self, alg):
        if alg[:2] in ("RS", "PS"):
            return self.run(["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"])
        if alg in CURVES:
            return self.run(["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:" + CURVES[alg]])
        return self.run(["genpkey", "-algorithm", "ED448" if alg == "Ed448" else "ED25519"])

    def make(self, alg):
        from jwcrypto import jwk

        name = "EdDSA" if alg == "Ed448" else alg
        content = encode(json.dumps({"alg": name}).encode()) + "." + encode(json.dumps(CLAIMS).encode())
        octets = content.encode()
        if alg.startswith("HS"):
            secret = os.urandom(64)
            mac = ["dgst", "-sha" + alg[2:], "-mac", "HMAC", "-macopt", "hexkey:" + secret.hex(), "-binary", 0]
            key = {"jwk": {"kty": "oct", "k": encode(secret)}}
            return content + "." + encode(self.run(mac, octets)), key, key
        private = self.new(alg)
        public = self.run(["pkey", "-pubout", "-in", 0], private)
        if alg.startswith("Ed"):
            signature = self.run(["pkeyutl", "-sign", "-rawin", "-inkey", 0, "-in", 1], private, octets)
        else:
            signature = self.run(["dgst", *self.options(alg), "-sign", 0, 1], private, octets)
        if alg in CURVES:
            signature = self.raw(alg, signature)
        known = jwk.JWK.from_pem(private)
        return (
            content + "." + encode(signature),
            {"jwk": known.export(as_dict=True), "pem": private.decode()},
            {"jwk": known.export_public(as_dict=True), "pem": public.decode()},
        )

    def check(self, alg, token, form, key):
        content, _, signature = token.rpartition(".")
        octets, signature = content.encode(), decode(signature)
        if alg.startswith("HS"):
            hexkey = "hexkey:" + decode(key["k"]).hex()
            mac = self.run(["dgst", "-sha" + alg[2:], "-mac", "HMAC", "-macopt", hexkey, "-binary", 0], octets)
            if mac != signature:
                raise ValueError("another MAC")
            return json.loads(decode(content.split(".")[1]))
        if form == "jwk":
            from jwcrypto import jwk

            key = jwk.JWK(**key).export_to_pem().decode()
        if alg in CURVES:
            signature = self.der(alg, signature)
        if alg.startswith("Ed"):
            arguments = ["pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", 0, "-sigfile", 1, "-in", 2]
        else:
            arguments = ["dgst", *self.options(alg), "-verify", 0, "-signature", 1, 2]
        self.run(arguments, key.encode(), signature, octets)
        return json.loads(decode(content.split(".")[1]))

    def raw(self, alg, der):
        from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

        length = {"ES256": 32, "ES384": 48, "ES512": 66, "ES256K": 32}[alg]
        return b"".join(number.to_bytes(length, "big") for number in decode_dss_signature(der))

    def der(self, alg, raw):
        from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

        half = len(raw) // 2
        return encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))


class Jose:
    """The jose program of latchset."""

    def run(self, arguments, content=b""):
        run = subprocess.run(["jose", *arguments], input=content, capture_output=True, check=False)
        if run.returncode != 0:
            raise ValueError(run.stderr.decode() or "refused")
        return run.stdout

    def make(self, alg):
        private = self.run(["jwk", "gen", "-i", json.dumps({"alg": alg})])
        with tempfile.NamedTemporaryFile() as file, tempfile.NamedTemporaryFile() as claims:
            file.write(private)
            file.flush()
            claims.write(json.dumps(CLAIMS).encode())
            claims.flush()
            token = self.run(["jws", "sig", "-I", claims.name, "-k", file.name, "-c"]).decode().strip()
            public = private if alg.startswith("HS") else self.run(["jwk", "pub", "-i", file.name])
        return token, {"jwk": json.loads(private)}, {"jwk": json.loads(public)}

    def check(self, alg, token, form, key):
        with tempfile.NamedTemporaryFile() as file:
            file.write(json.dumps(key).encode())
            file.flush()
            return json.loads(self.run(["jws", "ver", "-i", "-", "-k", file.name, "-O-"], token.encode()))


LIBRARIES = {"PyJWT": PyJWT(), "joserfc": Joserfc(), "jwcrypto": JWCrypto(), "openssl": OpenSSL(), "jose": Jose()}


def answer(request):
    if request["do"] == "libraries":
        programs = [name for name in ("openssl", "jose") if shutil.which(name)]
        return {"libraries": ["PyJWT", "joserfc", "jwcrypto"] + programs}
    library = LIBRARIES[request["library"]]
    if request["do"] == "make":
        token, private, public = library.make(request["alg"])
        return {"token": token, "private": private, "public": public}
    results = {}
    for form, key in request["key"].items():
        try:
            claims = library.check(request["alg"], request["token"], form, key)
            results[form] = "good" if claims.get("sub") == "alice" else "other claims"
        except Exception as error:  # Whatever a library raises is its way to refuse.
            results[form] = "refused: %s %s" % (type(error).__name__, error)
    return results


def main():
    for line in sys.stdin:
        try:
            print(json.dumps(answer(json.loads(line))), flush=True)
        except Exception as error:  # One row must not end the others.
            print(json.dumps({"error": "%s %s" % (type(error).__name__, error)}), flush=True)


main()
