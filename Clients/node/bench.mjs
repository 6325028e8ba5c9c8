// How long 10 000 verifications take: through the client one at a time and pipelined, in this process with node:crypto, and with a
// process for each token. `node Clients/node/bench.mjs` prints the table of README.md; JWTLS_PATH names the program.
import {execFileSync} from "node:child_process";
import {createHmac, createPublicKey, timingSafeEqual, verify as verifySignature} from "node:crypto";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Jwtls} from "./index.mjs";

const count = Number(process.argv[2] ?? 10_000);
const processes = Math.min(count, 100);
const program = process.env.JWTLS_PATH ?? "jwtls";
const folder = mkdtempSync(join(tmpdir(), "jwtls-bench-"));
const jwtls = await Jwtls.start({store: "none"});

// The least that is a verification: the signature, exp and aud. No other check of jwtls's is made.
function inProcess(alg, jwk) {
  const key = alg === "HS256" ? Buffer.from(jwk.k, "base64url") : createPublicKey({key: jwk, format: "jwk"});
  const options = alg === "ES256" ? {key, dsaEncoding: "ieee-p1363"} : key;
  return (token) => {
    const end = token.lastIndexOf(".");
    const signed = Buffer.from(token.slice(0, end));
    const signature = Buffer.from(token.slice(end + 1), "base64url");
    const [header, payload] = token.slice(0, end).split(".").map((part) => JSON.parse(Buffer.from(part, "base64url").toString()));
    const holds = alg === "HS256" ? timingSafeEqual(createHmac("sha256", key).update(signed).digest(), signature)
      : verifySignature(alg === "EdDSA" ? null : "sha256", signed, options, signature);
    if (header.alg !== alg || !holds || payload.exp <= Date.now() / 1000 || payload.aud !== "api") throw new Error("refused");
    return payload;
  };
}

async function time(work, calls = count) {
  let best = Infinity;
  for (let round = 0; round < (calls === count ? 3 : 1); round++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return Math.round((calls / best) * 1000);
}

console.log(`| ${count.toLocaleString("en").replace(",", " ")} verifications, a second | one at a time | pipelined | \`node:crypto\` in process | a process each |\n|---|---|---|---|---|`);
for (const alg of ["HS256", "RS256", "ES256", "EdDSA"]) {
  const {keys: [{private: secret, public: shared}]} = await jwtls.keygen({alg}, {timeout: 60_000});
  const key = shared ?? secret;
  const tokens = await Promise.all(Array.from({length: count}, async (_, number) =>
    (await jwtls.sign({key: secret, claims: {sub: `user-${number}`}, audience: "api", expiresIn: "1h"}, {timeout: Infinity})).token));
  const params = {key, audience: "api"};
  const oneByOne = await time(async () => { for (const token of tokens) await jwtls.verify(token, params); });
  const pipelined = await time(async () => {
    for await (const {error} of jwtls.verifyMany(tokens, params)) if (error) throw error;
  });
  const own = inProcess(alg, key.jwk);
  const alone = await time(async () => { for (const token of tokens) own(token); });
  const file = join(folder, `${alg}.jwk`);
  writeFileSync(file, JSON.stringify(key.jwk), {mode: 0o600});
  const each = await time(() => {
    for (const token of tokens.slice(0, processes)) execFileSync(program, ["verify", "--key", file, "--audience", "api", token], {stdio: "ignore"});
  }, processes);
  console.log(`| ${alg} | ${[oneByOne, pipelined, alone, each].map((rate) => rate.toLocaleString("en").replaceAll(",", " ")).join(" | ")} |`);
}
await jwtls.close();
rmSync(folder, {recursive: true});
