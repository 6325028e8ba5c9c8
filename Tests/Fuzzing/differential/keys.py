"""A key for each algorithm that jwtls, PyJWT and joserfc have, made anew, and signatures by it: right ones and others."""

import hashlib
import hmac
import os

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

import jwt
from joserfc import jwk

from mutations import encode

CURVES = {"ES256": (ec.SECP256R1, 32), "ES384": (ec.SECP384R1, 48), "ES512": (ec.SECP521R1, 66), "ES256K": (ec.SECP256K1, 32)}
ORDERS = {
    "ES256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "ES256K": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141,
}
HASHES = {"256": hashes.SHA256, "384": hashes.SHA384, "512": hashes.SHA512}
NAMES = ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "ES256K", "EdDSA"]
# Those that sign fast are chosen more often.
WEIGHTS = [12, 4, 4, 3, 1, 1, 3, 1, 1, 8, 1, 1, 1, 8]


class SigningKey:
    """The key of one algorithm, as each library wants it."""

    def __init__(self, alg, shared):
        self.alg = alg
        if alg.startswith("HS"):
            self.private = os.urandom(int(alg[2:]) // 8)
            self.public = self.private
            self.ours = {"secret": encode(self.private), "encoding": "base64url"}
            self.joserfc = jwk.OctKey.import_key(self.private)
            return
        self.private = shared if alg[:2] in ("RS", "PS") else ed25519.Ed25519PrivateKey.generate() if alg == "EdDSA" else ec.generate_private_key(CURVES[alg][0]())
        self.public = self.private.public_key()
        pem = self.public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
        self.ours = {"pem": pem}
        kind = jwk.RSAKey if alg[:2] in ("RS", "PS") else jwk.OKPKey if alg == "EdDSA" else jwk.ECKey
        self.joserfc = kind.import_key(pem)

    def sign(self, octets):
        """The signature as RFC 7518 §3 wants it."""
        if self.alg.startswith("HS"):
            return hmac.new(self.private, octets, "sha" + self.alg[2:]).digest()
        if self.alg == "EdDSA":
            return self.private.sign(octets)
        digest = HASHES[self.alg[2:5]]()
        if self.alg.startswith("RS"):
            return self.private.sign(octets, padding.PKCS1v15(), digest)
        if self.alg.startswith("PS"):
            return self.private.sign(octets, padding.PSS(padding.MGF1(digest), digest.digest_size), digest)
        length = CURVES[self.alg][1]
        return b"".join(n.to_bytes(length, "big") for n in decode_dss_signature(self.private.sign(octets, ec.ECDSA(digest))))

    def odd_signature(self, octets, random):
        """A signature that is nearly one, or is one written in another way."""
        signature = self.sign(octets)
        choices = [signature + b"\x00", b"\x00" + signature, signature[:-1], signature[1:], b"", b"\x00" * len(signature),
                   signature[::-1], bytes([signature[0] ^ 1]) + signature[1:], hashlib.sha256(octets).digest()]
        if self.alg in CURVES:
            half = CURVES[self.alg][1]
            r, s = signature[:half], signature[half:]
            digest = HASHES[self.alg[2:5]]()
            choices += [s + r, b"\x00" * half + s, r + b"\x00" * half, self.private.sign(octets, ec.ECDSA(digest)), b"\x00" + r + b"\x00" + s]
            if self.alg in ORDERS:
                order = ORDERS[self.alg]
                choices += [r + (order - int.from_bytes(s, "big")).to_bytes(half, "big")] * 3
        elif self.alg.startswith("PS"):
            digest = HASHES[self.alg[2:5]]()
            choices += [self.private.sign(octets, padding.PSS(padding.MGF1(digest), length), digest) for length in (0, 20, 100)]
            choices.append(self.private.sign(octets, padding.PKCS1v15(), digest))
        elif self.alg.startswith("RS"):
            choices.append(self.private.sign(octets, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256()))
        elif self.alg == "EdDSA":
            order = 2**252 + 27742317777372353535851937790883648493
            larger = int.from_bytes(signature[32:], "little") + order
            choices += [signature[:32] + larger.to_bytes(32, "little")] * 2
        else:
            choices += [signature[:16], signature[:len(signature) // 2], hmac.new(b"", octets, "sha256").digest()]
        return random.choice(choices)

    def pyjwt(self):
        """PyJWT takes keys of the cryptography package as they are."""
        jwt.get_algorithm_by_name(self.alg)
        return self.public


def all_keys():
    shared = rsa.generate_private_key(65537, 2048)
    return {alg: SigningKey(alg, shared) for alg in NAMES}
