// Verification with node's own crypto, written by hand as its users do: the quickest way there is in JavaScript.
//
//   node node.mjs loop  ALGORITHM KEY_FILE TOKEN_FILE SECONDS    prints verifications a second of processor time
//   node node.mjs serve ALGORITHM KEY_FILE                       answers `verify`, a request a line
//   node node.mjs once  ALGORITHM KEY_FILE TOKEN                 prints the claims
import { createHmac, createPublicKey, createSecretKey, timingSafeEqual, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [, , mode, algorithm, keyFile, input, seconds] = process.argv;
const bytes = readFileSync(keyFile);
const key = algorithm === "HS256" ? createSecretKey(bytes) : createPublicKey(bytes);

function holds(content, signature) {
  switch (algorithm) {
    case "HS256": {
      const tag = createHmac("sha256", key).update(content).digest();
      return tag.length === signature.length && timingSafeEqual(tag, signature);
    }
    case "RS256": return verify("sha256", content, key, signature);
    case "ES256": return verify("sha256", content, { key, dsaEncoding: "ieee-p1363" }, signature);
    default: return verify(null, content, key, signature);
  }
}

function claimsOf(token) {
  const [header, payload, signature] = token.split(".");
  if (JSON.parse(Buffer.from(header, "base64url")).alg !== algorithm) throw new Error("another algorithm");
  if (!holds(Buffer.from(`${header}.${payload}`), Buffer.from(signature, "base64url"))) throw new Error("no valid signature");
  const claims = JSON.parse(Buffer.from(payload, "base64url"));
  if (claims.exp <= Date.now() / 1000) throw new Error("expired");
  return claims;
}

if (mode === "once") {
  console.log(JSON.stringify(claimsOf(input)));
} else if (mode === "loop") {
  const tokens = readFileSync(input, "utf8").trimEnd().split("\n");
  const begin = performance.now();
  const { user, system } = process.cpuUsage();
  let count = 0;
  for (; performance.now() < begin + 1000 * Number(seconds); count++) claimsOf(tokens[count % tokens.length]);
  const used = process.cpuUsage();
  console.log((1e6 * count) / (used.user - user + used.system - system));
} else {
  let answers = [];
  const flush = () => {
    process.stdout.write(answers.join(""));
    answers = [];
  };
  createInterface({ input: process.stdin }).on("line", (line) => {
    const { id, params } = JSON.parse(line);
    if (answers.length === 0) setImmediate(flush);
    answers.push(`{"jsonrpc":"2.0","id":${id},"result":{"valid":true,"claims":${JSON.stringify(claimsOf(params.token))}}}\n`);
  });
}
