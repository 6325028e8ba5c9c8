"""The reference implementation of SD-JWT behind one door: a JSON request a line on standard input, a JSON answer a line.

{"do": "issue"}                                          an SD-JWT with everything that can be disclosed, and its keys
{"do": "present", "token", "disclose", "holder", "audience", "nonce"}   a presentation of it with a key binding
{"do": "check", "token", "issuer", "audience", "nonce"}  the claims that it takes from a presentation, or why it takes none
"""

import json
import sys

CLAIMS = {"iss": "https://issuer.example", "exp": 4102444799, "n": 12345678901234567890}


def issue():
    from jwcrypto.jwk import JWK
    from sd_jwt.common import SDObj
    from sd_jwt.issuer import SDJWTIssuer

    issuer, holder = JWK.generate(kty="EC", crv="P-256"), JWK.generate(kty="EC", crv="P-256")
    claims = dict(CLAIMS)
    claims[SDObj("email")] = "a@b"
    claims[SDObj("address")] = {SDObj("street"): "s", "city": "Zürich"}
    claims["nationalities"] = [SDObj("DE"), "FR", SDObj({"code": "US"})]
    token = SDJWTIssuer(claims, issuer, holder, add_decoy_claims=True).sd_jwt_issuance
    return {"token": token, "issuer": issuer.export_public(as_dict=True), "private": issuer.export(as_dict=True),
            "holder": holder.export(as_dict=True)}


def present(request):
    from jwcrypto.jwk import JWK
    from sd_jwt.holder import SDJWTHolder

    holder = SDJWTHolder(request["token"])
    holder.create_presentation(request["disclose"], nonce=request["nonce"], aud=request["audience"],
                               holder_key=JWK(**request["holder"]))
    return {"token": holder.sd_jwt_presentation}


def check(request):
    from jwcrypto.jwk import JWK
    from sd_jwt.verifier import SDJWTVerifier

    key = JWK(**request["issuer"])
    verifier = SDJWTVerifier(request["token"], lambda *_: key, request.get("audience"), request.get("nonce"))
    return {"claims": verifier.get_verified_payload()}


def answer(request):
    try:
        return {"issue": lambda _: issue(), "present": present, "check": check}[request["do"]](request)
    except Exception as error:  # pylint: disable=broad-except
        return {"refused": "%s: %s" % (type(error).__name__, error)}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
