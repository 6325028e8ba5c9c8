import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {generateKeyPairSync} from "node:crypto";
import {readFileSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {test} from "node:test";
import * as module from "../index.mjs";
import {folder, isAlive, key, repository, started} from "./support.mjs";

const {Jwtls, TokenRefused, ExpiredToken, InvalidSignature, InvalidAudience, MalformedToken, CallError, EnvironmentError, ConnectionLost, Timeout} = module;
const protocol = (name) => JSON.parse(readFileSync(`${repository}/Protocol/${name}`, "utf8"));

test("a token is made and verified, and its claims come back", async (context) => {
  const jwtls = await started(context);
  const {token} = await jwtls.sign({key, claims: {sub: "alice"}, audience: "api", expiresIn: "15m"});
  const claims = await jwtls.verify(token, {key, audience: "api"});
  assert.equal(claims.sub, "alice");
  assert.equal((await jwtls.decode(token)).payload.sub, "alice");
  assert.equal(jwtls.info.name, "jwtls");
});

test("a token that is refused is thrown as what is wrong with it", async (context) => {
  const jwtls = await started(context);
  const {token} = await jwtls.sign({key, claims: {sub: "alice"}, audience: "api", expiresIn: "15m"});
  await assert.rejects(jwtls.verify(token, {key, now: "+1h"}), (error) => error instanceof ExpiredToken && error instanceof TokenRefused
    && error.code === "claim.exp_expired" && error.name === "ExpiredToken" && error.error === "invalid_token");
  await assert.rejects(jwtls.verify(token, {key, audience: "web"}), InvalidAudience);
  await assert.rejects(jwtls.verify(token, {key: {...key, secret: "another horse, and another battery"}}), InvalidSignature);
  await assert.rejects(jwtls.verify("x", {key}), MalformedToken);
  await assert.rejects(jwtls.verify(token, {key, audience: "web", now: "+1h"}), (error) => {
    assert.deepEqual([...error.codes].sort(), ["claim.aud_mismatch", "claim.exp_expired"]);
    return true;
  });
});

test("check gives the whole report, of a good token and of a bad one", async (context) => {
  const jwtls = await started(context);
  const {token} = await jwtls.sign({key, claims: {sub: "alice"}, expiresIn: "15m"});
  assert.equal((await jwtls.check(token, {key})).valid, true);
  const report = await jwtls.check(token, {key, issuer: "https://id.example"});
  assert.equal(report.valid, false);
  assert.ok(report.checks.length > 3);
});

test("an error of the service says whose it is, by word and number", async (context) => {
  const jwtls = await started(context, {store: "none"});
  await assert.rejects(jwtls.verify("x", {}), (error) => error instanceof CallError && error.code === "params.invalid" && error.number === -32602 && error.parameter === "/key");
  await assert.rejects(jwtls.revoke({jti: "a", until: "+1h"}), (error) => error instanceof EnvironmentError && error.code === "store.off");
  await assert.rejects(jwtls.call("no/such"), {code: "method.not_found"});
});

test("every method is there by its name", async (context) => {
  const jwtls = await started(context);
  for (const {name} of protocol("openrpc.json").methods) {
    const own = name.replace(/[/.](.)/g, (_, letter) => letter.toUpperCase());
    assert.equal(typeof jwtls[own], "function", name);
    await jwtls[own]("x", {}).catch((error) => assert.notEqual(error.code, "method.not_found", name));
  }
});

test("every finding has a class of its own, and the tables are what Protocol/ says", () => {
  execFileSync(process.execPath, [`${repository}/Clients/node/generate.mjs`, "--check"]);
  for (const {code} of protocol("findings.json").findings) assert.ok(module.refusals[code].prototype instanceof TokenRefused, code);
});

test("require and import give the same classes", () => {
  const required = createRequire(import.meta.url)("jwtls");
  assert.equal(required.Jwtls, Jwtls);
  for (const [name, value] of Object.entries(module)) if (name !== "default") assert.equal(required[name], value, name);
});

test("every class that the types name is there for import", () => {
  const types = readFileSync(`${repository}/Clients/node/types/index.d.ts`, "utf8");
  for (const [, name] of types.matchAll(/^export class (\w+)/gm)) assert.equal(typeof module[name], "function", name);
});

test("a key of node:crypto counts as its JWK", async (context) => {
  const jwtls = await started(context);
  const {privateKey, publicKey} = generateKeyPairSync("ec", {namedCurve: "P-256"});
  const {token} = await jwtls.sign({key: privateKey, claims: {sub: "alice"}, expiresIn: "15m"});
  assert.equal((await jwtls.verify(token, {key: [publicKey]})).sub, "alice");
});

test("text of any language, and answers of megabytes, arrive whole", async (context) => {
  const jwtls = await started(context);
  const claims = {name: "Zoë 🔑 \u2028", text: "ä".repeat(100_000)};
  const texts = Array.from({length: 20}, () => "é".repeat(500_000));
  const answers = await Promise.all(texts.map((text) => jwtls.redact(text, {}, {timeout: Infinity})));
  answers.forEach((answer, place) => assert.equal(answer.text, texts[place]));
  const {token} = await jwtls.sign({key, claims, expiresIn: "15m"});
  const verified = await jwtls.verify(token, {key});
  assert.equal(verified.text, claims.text);
  assert.equal(verified.name, claims.name);
});

test("many tokens are verified in their order, the bad ones among them", async (context) => {
  const jwtls = await started(context);
  const tokens = await Promise.all(Array.from({length: 1000}, async (_, number) =>
    number % 10 === 3 ? "none" : (await jwtls.sign({key, claims: {number}, expiresIn: "15m"})).token));
  let number = 0;
  async function* stream() { yield* tokens; }
  for (const source of [tokens, stream()]) {
    number = 0;
    for await (const {token, claims, error} of jwtls.verifyMany(source, {key}, {concurrency: 50})) {
      assert.equal(token, tokens[number]);
      if (number % 10 === 3) assert.ok(error instanceof MalformedToken);
      else assert.equal(claims.number, number);
      number += 1;
    }
    assert.equal(number, 1000);
  }
  await assert.rejects((async () => { for await (const _ of jwtls.verifyMany(tokens, {})); })(), {code: "params.invalid"});
  for await (const _ of jwtls.verifyMany(tokens, {key})) break;
  await jwtls.serverStats();
});

test("a signal cancels a call, before it and in the middle of it, and the service goes on", async (context) => {
  const jwtls = await started(context);
  await assert.rejects(jwtls.serverStats({}, {signal: AbortSignal.abort()}), {name: "AbortError"});
  const stop = new AbortController();
  const long = jwtls.keygen({alg: "RS512", size: 8192, count: 10}, {signal: stop.signal, timeout: Infinity});
  await jwtls.serverInfo();
  stop.abort();
  await assert.rejects(long, {name: "AbortError"});
  const {keys} = await jwtls.keygen({alg: "RS256"}, {timeout: 60_000});
  assert.equal(keys.length, 1);
});

test("a call that takes too long is cancelled", async (context) => {
  const jwtls = await started(context);
  await assert.rejects(jwtls.keygen({alg: "RS512", size: 8192, count: 10}, {timeout: 100}), (error) => error instanceof Timeout && error.code === "call.timeout");
  await jwtls.serverStats();
});

test("progress is told to who asked for it", async (context) => {
  const jwtls = await started(context);
  const seen = [];
  await jwtls.keygen({alg: "RS256", count: 3, workDoneToken: "a"}, {progress: ({kind}) => seen.push(kind), timeout: 60_000});
  assert.equal(seen[0], "begin");
  assert.equal(seen.at(-1), "end");
});

test("close waits for what was asked, ends the process, and refuses what comes later", async () => {
  const jwtls = await Jwtls.start();
  const {pid} = jwtls;
  const calls = Array.from({length: 100}, () => jwtls.serverStats());
  await jwtls[Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]();
  assert.equal((await Promise.all(calls)).length, 100);
  assert.equal(isAlive(pid), false);
  await assert.rejects(jwtls.serverStats(), ConnectionLost);
  await jwtls.close();
});

test("answers are read whatever pieces they come in, and whatever else their headers say", async (context) => {
  const path = `${folder}/pieces.cjs`;
  writeFileSync(path, `#!${process.execPath}
    const {stdin, stdout} = require("node:child_process").spawn(process.env.JWTLS_PATH, process.argv.slice(2), {stdio: ["pipe", "pipe", "inherit"]});
    process.stdin.pipe(stdin);
    let waiting = Buffer.alloc(0), size = 1;
    stdout.on("data", (chunk) => { waiting = Buffer.concat([waiting, Buffer.from(chunk.toString("latin1")
      .replaceAll("Content-Length", "X-Other: 1\\r\\nCONTENT-length"), "latin1")]); });
    const timer = setInterval(() => {
      for (let count = 0; count < 50 && waiting.length > 0; count++) {
        require("node:fs").writeSync(1, waiting.subarray(0, size));
        waiting = waiting.subarray(size);
        size = (size * 7) % 61;
      }
      if (waiting.length === 0 && stdout.readableEnded) clearInterval(timer);
    }, 1);`, {mode: 0o700});
  const jwtls = await started(context, {path, store: "none"});
  const claims = {name: "Zoë 🔑"};
  const tokens = await Promise.all(Array.from({length: 50}, () => jwtls.sign({key, claims, expiresIn: "15m"})));
  const verified = await Promise.all(tokens.map(({token}) => jwtls.verify(token, {key})));
  for (const {name} of verified) assert.equal(name, claims.name);
});

test("one signal cancels any number of calls, without a warning", async (context) => {
  const jwtls = await started(context);
  const warnings = [];
  const warned = (warning) => warnings.push(warning.message);
  process.on("warning", warned);
  context.after(() => process.off("warning", warned));
  const stop = new AbortController();
  const calls = Array.from({length: 2000}, () => jwtls.serverStats({}, {signal: stop.signal}));
  await jwtls.serverInfo({}, {signal: stop.signal});
  stop.abort(new Error("enough"));
  const outcomes = await Promise.allSettled(calls);
  assert.equal(outcomes.length, 2000);
  for (const {status, reason} of outcomes) assert.ok(status === "fulfilled" || reason.message === "enough");
  assert.deepEqual(warnings, []);
});

test("a program that is missing, or is another one, is said to be so", async () => {
  await assert.rejects(Jwtls.start({path: `${folder}/jwtls`}), (error) => error instanceof EnvironmentError && error.code === "program.missing");
  await assert.rejects(Jwtls.start({path: "true"}), ConnectionLost);
  await assert.rejects(Jwtls.start({path: "yes"}), /This is not jwtls/);
  await assert.rejects(Jwtls.start({path: process.execPath, args: ["--version"]}), ConnectionLost);
});
