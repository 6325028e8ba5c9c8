import assert from "node:assert/strict";
import {createHmac, generateKeyPairSync} from "node:crypto";
import {createRequire} from "node:module";
import {test} from "node:test";
import "./support.mjs";

const jwt = createRequire(import.meta.url)("jwtls/jsonwebtoken");
const {JsonWebTokenError, TokenExpiredError, NotBeforeError} = jwt;
const secret = "a secret of thirty-two bytes, at least";
const ec = generateKeyPairSync("ec", {namedCurve: "P-256"});
const pem = {
  private: ec.privateKey.export({type: "pkcs8", format: "pem"}),
  public: ec.publicKey.export({type: "spki", format: "pem"}),
  locked: ec.privateKey.export({type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "open"}),
};
const encode = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
/** A token made by hand, whatever jwtls would say of it. */
function made(payload, header = {alg: "HS256", typ: "JWT"}, key = secret) {
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
}

// What `jsonwebtoken` gives for the same call, in all three forms.
async function gives(name, parameters, expected) {
  const ways = [
    async () => jwt[name](...parameters),
    () => jwt.promises[name](...parameters),
    () => new Promise((resolve, reject) => jwt[name](...parameters, (error, value) => (error ? reject(error) : resolve(value)))),
  ];
  for (const way of ways) {
    const seen = await way().catch((error) => error);
    if (expected instanceof Function) expected(seen);
    else if (expected instanceof Error) {
      assert.equal(`${seen.name}: ${seen.message}`, `${expected.name}: ${expected.message}`);
      if (expected instanceof JsonWebTokenError) assert.equal(seen.constructor, expected.constructor);
    } else assert.deepEqual(seen, expected);
  }
}

test("a token is, byte for byte, what its header, its claims and the secret make", async () => {
  await gives("sign", [{foo: "bar", iat: 1767225600}, secret], made({foo: "bar", iat: 1767225600}));
  await gives("sign", [{iat: 1767225600}, secret, {expiresIn: "2 days", notBefore: 10, audience: ["a", "b"], issuer: "i", subject: "s", jwtid: "j"}],
    made({iat: 1767225600, nbf: 1767225610, exp: 1767398400, aud: ["a", "b"], iss: "i", sub: "s", jti: "j"}));
  await gives("sign", [{iat: 1}, secret, {noTimestamp: true}], made({}));
  await gives("sign", ["text", secret], made("text", {alg: "HS256"}));
  await gives("sign", [{iat: 1}, Buffer.from(secret), {keyid: "k"}], made({iat: 1}, {alg: "HS256", typ: "JWT", kid: "k"}));
  await gives("sign", [{iat: 1000}, secret, {expiresIn: "120000"}], made({iat: 1000, exp: 1120}));
  await gives("sign", [{foo: "bar"}, secret], (token) => assert.ok(Math.abs(jwt.decode(token).iat - Date.now() / 1000) < 3));
});

test("what jsonwebtoken will not sign is not signed, in its words", async () => {
  await gives("sign", [{exp: 1}, secret, {expiresIn: 1}], new Error('Bad "options.expiresIn" option the payload already has an "exp" property.'));
  await gives("sign", [{iss: "a"}, secret, {issuer: "b"}], new Error('Bad "options.issuer" option. The payload already has an "iss" property.'));
  await gives("sign", [{}, ""], new Error("secretOrPrivateKey must have a value"));
  await gives("sign", ["text", secret, {expiresIn: 1}], new Error("invalid expiresIn option for string payload"));
  await gives("sign", [{}, secret, {expiresIn: "soon"}], new Error('"expiresIn" should be a number of seconds or string representing a timespan eg: "1d", "20h", 60'));
  await gives("sign", [{}, pem.private, {algorithm: "HS256"}], (error) => assert.ok(error instanceof JsonWebTokenError));
  await gives("sign", [{}, secret, {expiresIn: -1}], (error) => assert.equal(error.inner.code, "sign.refused"));
  await gives("sign", [{}, secret, {algorithm: "none"}], (error) => assert.ok(error instanceof JsonWebTokenError));
});

test("keys of a pair are PEM, objects of node:crypto, or PEM with a passphrase", async () => {
  for (const key of [pem.private, Buffer.from(pem.private), ec.privateKey, {key: pem.locked, passphrase: "open"}]) {
    const token = await jwt.promises.sign({foo: "bar", iat: 1}, key, {algorithm: "ES256"});
    await gives("verify", [token, pem.public], {foo: "bar", iat: 1});
    await gives("verify", [token, ec.publicKey, {algorithms: ["ES256"]}], {foo: "bar", iat: 1});
  }
});

const at = (clockTimestamp) => ({clockTimestamp});
const token = made({foo: "bar", iat: 1000, nbf: 2000, exp: 3000, aud: ["a", "b"], iss: "i", sub: "s", jti: "j", nonce: "n"});
const claims = {foo: "bar", iat: 1000, nbf: 2000, exp: 3000, aud: ["a", "b"], iss: "i", sub: "s", jti: "j", nonce: "n"};
const refused = (message) => new JsonWebTokenError(message);

const calls = [
  ["at its first second", [token, secret, at(2000)], claims],
  ["before it", [token, secret, at(1999)], new NotBeforeError("jwt not active")],
  ["at its end", [token, secret, at(3000)], new TokenExpiredError("jwt expired")],
  ["long after it", [token, secret], new TokenExpiredError("jwt expired")],
  ["after its end, with a tolerance", [token, secret, {...at(3005), clockTolerance: 10}], claims],
  ["after its end, which is ignored", [token, secret, {...at(4000), ignoreExpiration: true}], claims],
  ["before its begin, which is ignored", [token, secret, {...at(1000), ignoreNotBefore: true}], claims],
  ["after its end, with a signature that does not hold", [`${token.slice(0, -4)}AAAA`, secret, {...at(4000), ignoreExpiration: true}], refused("invalid signature")],
  ["for another secret", [token, "another", at(2000)], refused("invalid signature")],
  ["for one of its audiences", [token, secret, {...at(2000), audience: "b"}], claims],
  ["for a pattern of audiences", [token, secret, {...at(2000), audience: [/^x/, /^a$/g]}], claims],
  ["for another audience", [token, secret, {...at(2000), audience: ["x", /y/]}], refused("jwt audience invalid. expected: x or /y/")],
  ["from one of the issuers", [token, secret, {...at(2000), issuer: ["x", "i"]}], claims],
  ["from another issuer", [token, secret, {...at(2000), issuer: "x"}], refused("jwt issuer invalid. expected: x")],
  ["about another subject", [token, secret, {...at(2000), subject: "x"}], refused("jwt subject invalid. expected: x")],
  ["with another identifier", [token, secret, {...at(2000), jwtid: "x"}], refused("jwt jwtid invalid. expected: x")],
  ["with another nonce", [token, secret, {...at(2000), nonce: "x"}], refused("jwt nonce invalid. expected: x")],
  ["that is too old", [token, secret, {...at(2000), maxAge: "10m"}], new TokenExpiredError("maxAge exceeded")],
  ["that is young enough", [token, secret, {...at(2000), maxAge: "1h"}], claims],
  ["whole", [token, secret, {...at(2000), complete: true}], {header: {alg: "HS256", typ: "JWT"}, payload: claims, signature: token.split(".")[2]}],
  ["under another algorithm", [token, secret, {...at(2000), algorithms: ["HS512"]}], refused("invalid algorithm")],
  ["with a public key for a secret", [made({}, undefined, pem.public), pem.public], refused("invalid algorithm")],
  ["without a signature", [made({}, {alg: "none"}).replace(/[^.]*$/, ""), secret], refused("jwt signature is required")],
  ["of two parts", ["a.b", secret], refused("jwt malformed")],
  ["of no JSON", ["a.b.c", secret], refused("invalid token")],
  ["that is empty", ["", secret], refused("jwt must be provided")],
  ["that is a number", [1, secret], refused("jwt must be a string")],
  ["without a key", [token, ""], refused("secret or public key must be provided")],
  ["of text", [made("text", {alg: "HS256"}), secret], "text"],
];
for (const [name, parameters, expected] of calls) {
  test(`verify, as jsonwebtoken does, a token ${name}`, () => gives("verify", parameters, expected));
}

test("a key can be looked up by the header", async () => {
  const find = (header, callback) => (header.alg === "HS256" ? callback(null, secret) : callback(new Error("none")));
  assert.deepEqual(await jwt.promises.verify(made({iat: 1}), find), {iat: 1});
  await assert.rejects(jwt.promises.verify(made({}, {alg: "HS512"}), find), {message: "error in secret or public key callback: none"});
  assert.throws(() => jwt.verify(made({}), find), JsonWebTokenError);
});

test("decode trusts nothing, asks nobody, and says null where nothing is said", () => {
  assert.deepEqual(jwt.decode(token), claims);
  assert.deepEqual(jwt.decode(token, {complete: true}).header, {alg: "HS256", typ: "JWT"});
  assert.equal(jwt.decode("a.b.c"), null);
  assert.equal(jwt.decode(undefined), null);
});
