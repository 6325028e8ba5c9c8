"""Valid tokens, changed: headers, claims, the spelling of both, the segments, the signature, single bytes.

A token is a `Draft` until it is signed: what a mutation changes in a draft is signed, what it changes in the text is not.
"""

import base64
import json

NOW = 1_800_000_000

# Numbers, and what only looks like one, around the instant NOW.
INSTANTS = ["1800000000", "1799999999", "1800000001", "1800000000.5", "1799999999.5", "1800000000.0000000001", "1.8e9", "18E8", "1800000001e0",
            "1e10", "1e-10", "1e400", "-1e400", "-1", "0", "-0", "-0.0", "9007199254740993", "99999999999999999999999", "1800000600.",
            "+1800000600", "01800000600", ".5", "0x6B49D200", "NaN", "Infinity", "-Infinity", '"1800000600"', '"2030-01-01T00:00:00Z"', "true",
            "false", "null", "[]", "[1800000600]", "{}", '{"t":1800000600}', '""', "1e308", "4e18", "1e19"]
ANY = ["1", "0", "-1.5", "true", "false", "null", '""', '"x"', '"api"', '"peer"', '"alice"', "[]", "{}", '["api"]', '["x","api"]', '["api",1]', '[["api"]]',
       '{"api":1}', '"\\u0061pi"', '"API"', '"api "', '"\\ud800"', '"\\u0000"', '"\u2028"', "1e400", "NaN", '"' + "a" * 3000 + '"', '[null]', '[""]']
ALGS = ["HS256", "HS384", "HS512", "RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519", "none", "None", "NONE", "hs256", "HS256 ", " ", "", "A128KW", "dir"]
CRITS = ["[]", '["exp"]', '["b64"]', '["alg"]', '["b64","b64"]', '"b64"', "[1]", "[null]", "{}", "null", "false", '["x"]', '["kid"]', '["typ","cty"]', '[""]']
TEXTS = [b"", b"nonsense", b"null", b"1", b'"text"', b"[]", b'[{"sub":"alice"}]', b"{", b"}", b"{}", b"{}{}", b'{"a":1,}', b'{"a":1}x', b"{'a':1}", b'{"a":1 /* */}',
         b"\xef\xbb\xbf{}", b'{"a":"\xff"}', b'{"a":"\xc0\xaf"}', b'{"a":"\xed\xa0\x80"}', b'{"a":"\x01"}', b'{"a":"\t"}', b"{}\x00", b"\x00{}", b" {} ", b"\n{}\n", b"\x0c{}",
         '{"a":1}'.encode("utf-16"), '{"a":1}'.encode("utf-16-le"), '{"a":1}'.encode("utf-32-be"), b'{"a":' * 100 + b"1" + b"}" * 100, b'{"a":' + b"[" * 60 + b"]" * 60 + b"}",
         b'{"a":' + b"[" * 3000 + b"]" * 3000 + b"}", b'{"a":01}', b'{"a":1.}', b'{"a":1e}', b'{"a":-}', b'{"a":True}', b'{"a":"\\x41"}', b'{"a":"\\u12"}', b'{a:1}', b'{"a"}',
         b'{"":""}', b'{"a":1e5,"b":-0.0,"c":"\\/"}', b'{"a":"\xf0\x9f\x98\x80"}', b'{"a":' + b"9" * 5000 + b"}", b'{"sub":"al\x80ice"}']


class Draft:
    """A token before it is signed: members as JSON text, in their order."""

    def __init__(self, alg):
        self.alg = alg
        self.header = [['"alg"', json.dumps(alg)], ['"typ"', '"JWT"']]
        self.claims = [['"iss"', '"peer"'], ['"sub"', '"alice"'], ['"aud"', '"api"'], ['"exp"', "1800000600"], ['"iat"', "1799999000"], ['"n"', "1"]]
        # What stands in the place of the text that the members make.
        self.texts = {"header": None, "claims": None}
        # How the segments are written.
        self.encodings = {"header": encode, "claims": encode}

    def text(self, part):
        if self.texts[part] is not None:
            return self.texts[part]
        members = self.header if part == "header" else self.claims
        return ("{" + ",".join(name + ":" + value for name, value in members) + "}").encode("utf-8", "surrogatepass")

    def signing_input(self):
        return ".".join(self.encodings[part](self.text(part)) for part in ("header", "claims"))


def encode(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def padded(octets):
    return base64.urlsafe_b64encode(octets).decode()


def standard(octets):
    return base64.b64encode(octets).decode().rstrip("=")


def loose_bits(octets):
    """The same octets, with bits set behind the last of them."""
    text = encode(octets)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    if len(octets) % 3 == 0:
        return text
    return text[:-1] + alphabet[alphabet.index(text[-1]) | 1]


def broken_lines(octets):
    text = encode(octets)
    return text[:20] + "\n" + text[20:]


def whole(text, random):
    """A JSON text with white space, or escapes, that mean nothing."""
    out = []
    inside = False
    skip = False
    for character in text:
        if inside and not skip and character.isascii() and character.isalpha() and random.random() < 0.15:
            out.append("\\u%04x" % ord(character))
            continue
        out.append(character)
        if skip:
            skip = False
        elif inside and character == "\\":
            skip = True
        elif character == '"':
            inside = not inside
        elif not inside and character in "{},:" and random.random() < 0.4:
            out.append(random.choice([" ", "\n", "\t", "\r\n", "  "]))
    return "".join(out)


def member(draft, random):
    """Another value of a header member or a claim, one more of them, one less, or one twice."""
    part = random.choice(["header", "claims", "claims"])
    members = draft.header if part == "header" else draft.claims
    names = (["alg", "typ", "kid", "crit", "b64", "cty", "zip", "jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "enc", "epk", "p2c", "x", "exp", "iss"]
             if part == "header" else ["exp", "nbf", "iat", "aud", "iss", "sub", "jti", "azp", "nonce", "scope", "a", "", "alg"])
    name = random.choice(names)
    value = value_of(part, name, random)
    spelled = json.dumps(name) if random.random() < 0.9 else '"' + "".join("\\u%04x" % ord(c) for c in name) + '"'
    action = random.random()
    places = [i for i, (other, _) in enumerate(members) if other == json.dumps(name)]
    if action < 0.15 and places:
        del members[random.choice(places)]
    elif action < 0.3:
        members.insert(random.randrange(len(members) + 1), [spelled, value])
    elif places:
        members[places[0]][1] = value
    else:
        members.append([spelled, value])


def value_of(part, name, random):
    if name in ("exp", "nbf", "iat"):
        return random.choice(INSTANTS)
    if part == "header" and name == "alg" and random.random() < 0.8:
        return json.dumps(random.choice(ALGS))
    if name == "crit" and random.random() < 0.9:
        return random.choice(CRITS)
    if name == "b64" and random.random() < 0.8:
        return random.choice(["true", "false", "null", '"false"', "0"])
    if name in ("jku", "x5u") and random.random() < 0.5:
        return '"https://example.com/keys"'
    if name == "jwk" and random.random() < 0.5:
        return '{"kty":"oct","k":"AAAA"}'
    if name == "typ" and random.random() < 0.5:
        return random.choice(['"JWT"', '"jwt"', '"at+jwt"', '"application/jwt"'])
    return random.choice(ANY)


def critical(draft, random):
    """`crit` and what it names."""
    name = random.choice(["b64", "exp", "x", "http://example.com/UNDEFINED", "kid"])
    draft.header.append(['"crit"', json.dumps([name] * random.choice([1, 1, 2]))])
    if random.random() < 0.8:
        draft.header.append([json.dumps(name), random.choice(["true", "false", "1", '"x"'])])


def text(draft, random):
    """Another text where the header or the claims should be."""
    part = random.choice(["header", "claims", "claims"])
    if random.random() < 0.4:
        draft.texts[part] = random.choice(TEXTS)
        return
    octets = bytearray(draft.text(part))
    for _ in range(random.randint(1, 2)):
        place = random.randrange(len(octets) or 1)
        choice = random.randrange(4)
        if choice == 0 and octets:
            octets[place] ^= 1 << random.randrange(8)
        elif choice == 1:
            octets.insert(place, random.choice(b'{}[]",:\\ \n\t\x00019eE+-.truefalsn\xff\xc3\xa9'))
        elif choice == 2 and octets:
            del octets[place]
        else:
            octets[place:place] = octets[place:place + random.randint(1, 12)]
    draft.texts[part] = bytes(octets)


def spelling(draft, random):
    """The same JSON, written in another way."""
    part = random.choice(["header", "claims"])
    try:
        draft.texts[part] = whole(draft.text(part).decode("utf-8"), random).encode("utf-8")
    except UnicodeError:
        pass


def encoding(draft, random):
    """Base64url that is not, below the signature."""
    draft.encodings[random.choice(["header", "claims"])] = random.choice([padded, standard, loose_bits, broken_lines])


def nested(draft, random):
    """A token in the place of the claims."""
    draft.header.append(['"cty"', '"JWT"'])
    draft.texts["claims"] = (draft.signing_input() + ".AAAA").encode()


BEFORE = [member] * 8 + [critical, text, text, spelling, spelling, encoding, nested]


def wrapped(token, random):
    return random.choice(["Bearer %s", " %s", "%s ", "%s\n", "\t%s", '"%s"', "%s.", ".%s", "%s\x00", "\ufeff%s", "%s=", "%s==", "%%20%s", "%s.%s"]).replace("%s", token)


def byte(token, random):
    characters = list(token)
    for _ in range(random.randint(1, 2)):
        place = random.randrange(len(characters) or 1)
        choice = random.randrange(5)
        if choice == 0 and characters:
            characters[place] = random.choice("AQgw.=-_+/ \n\x00é~%\u200b0")
        elif choice == 1:
            characters.insert(place, random.choice("A.=-_+/ \n\r\t\x00é\xff"))
        elif choice == 2 and characters:
            del characters[place]
        elif choice == 3 and characters:
            characters[place] = characters[place].swapcase()
        else:
            other = random.randrange(len(characters) or 1)
            if characters:
                characters[place], characters[other] = characters[other], characters[place]
    return "".join(characters)


def segments(token, random):
    parts = token.split(".")
    choice = random.randrange(7)
    place = random.randrange(len(parts))
    if choice == 0:
        del parts[place]
    elif choice == 1:
        parts.insert(place, random.choice(["", "AAAA", parts[place]]))
    elif choice == 2:
        random.shuffle(parts)
    elif choice == 3:
        parts[place] = ""
    elif choice == 4:
        parts[place] += random.choice(["=", "==", "===", "A", "AAAA", "AA"])
    elif choice == 5:
        parts[place] = parts[place].replace("-", "+").replace("_", "/")
    else:
        parts[place] = parts[place][:-random.randint(1, 4)]
    return ".".join(parts)


def loose_signature(token, random):
    """The signature's last character with bits set that stand for nothing."""
    content, _, signature = token.rpartition(".")
    try:
        return content + "." + loose_bits(decode(signature))
    except ValueError:
        return token


AFTER = [wrapped, byte, byte, segments, segments, loose_signature]
