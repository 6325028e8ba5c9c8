import assert from "node:assert/strict";
import {execFile, execFileSync} from "node:child_process";
import {test} from "node:test";
import {promisify} from "node:util";
import {ConnectionLost, Jwtls} from "../index.mjs";
import {isAlive, key, repository, sleep, started} from "./support.mjs";

// The first line of a program of its own.
const begin = `const {Jwtls} = require(${JSON.stringify(`${repository}/Clients/node/lib/index.js`)});`;

// The process of this number ends, or has ended.
async function gone(pid) {
  for (let wait = 0; wait < 100 && isAlive(pid); wait++) await sleep(20);
  assert.equal(isAlive(pid), false);
}

// How each of a thousand calls ends, with the process killed while they are under way.
async function killed(jwtls, call) {
  const ends = Array(1000).fill(0);
  const outcomes = [];
  const calls = ends.map((_, number) => call(number).then((value) => ({value}), (error) => ({error})).then((outcome) => {
    ends[number] += 1;
    outcomes[number] = outcome;
    if (outcomes.filter(Boolean).length === 300) process.kill(jwtls.pid, "SIGKILL");
  }));
  await Promise.all(calls);
  await sleep(50);
  assert.ok(ends.every((count) => count === 1));
  return outcomes;
}

test("a thousand calls that may be made again all have their answers when the process is killed", async (context) => {
  const jwtls = await started(context);
  const {pid} = jwtls;
  const {keys: [{private: key}]} = await jwtls.keygen({alg: "ES512"});
  const outcomes = await killed(jwtls, (number) => jwtls.sign({key, claims: {number}, expiresIn: "15m"}));
  assert.notEqual(jwtls.pid, pid);
  assert.ok((await jwtls.serverStats()).calls.sign > 0, "some calls were made again");
  const tokens = outcomes.map(({value}) => value.token);
  for (const [number, token] of tokens.entries()) assert.equal((await jwtls.verify(token, {key})).number, number);
});

test("a thousand calls that may not be made again end, answered or lost, when the process is killed", async (context) => {
  const jwtls = await started(context, {store: "memory:"});
  const {keys: [{private: key}]} = await jwtls.keygen({alg: "ES512"});
  const outcomes = await killed(jwtls, (number) => jwtls.sign({key, claims: {number}, expiresIn: "15m"}, {retry: false}));
  const lost = outcomes.filter(({error}) => error);
  assert.ok(lost.length > 0 && lost.length <= 700, `${lost.length}`);
  for (const {error} of lost) assert.ok(error instanceof ConnectionLost && error.message.includes("SIGKILL"), error.message);
  await jwtls.serverStats();
});

test("a call that changes something is not made again", async (context) => {
  const jwtls = await started(context, {store: "memory:"});
  // Behind a key of 8192 bits nothing of its kind is answered yet.
  const long = jwtls.keygen({alg: "RS512", size: 8192}, {timeout: Infinity, retry: false});
  const put = jwtls.keysPut({set: "api", generate: {alg: "RS512", size: 8192}}, {timeout: Infinity});
  const replayed = jwtls.verify("x", {key, replay: {scope: "login"}});
  process.kill(jwtls.pid, "SIGKILL");
  for (const call of [long, put, replayed]) await assert.rejects(call, ConnectionLost);
});

test("a process is replaced five times in three minutes, and then not", async (context) => {
  const jwtls = await started(context);
  for (let count = 0; count < 6; count++) {
    const {pid} = jwtls;
    await jwtls.serverStats();
    process.kill(pid, "SIGKILL");
    while (jwtls.pid === pid) await sleep(5);
    if (count < 5) await jwtls.serverStats();
  }
  await assert.rejects(jwtls.serverStats(), /6 times within 3 minutes/);
});

test("a call that ends the process each time is given up", async (context) => {
  const jwtls = await started(context);
  const call = jwtls.keygen({alg: "RS512", size: 8192, count: 100}, {timeout: Infinity});
  const lost = assert.rejects(call, ConnectionLost);
  const first = jwtls.pid;
  process.kill(first, "SIGKILL");
  while (jwtls.pid === first || jwtls.pid === undefined) await sleep(5);
  process.kill(jwtls.pid, "SIGKILL");
  await lost;
});

test("an idle service does not keep a program alive, and ends with it; a call under way does", {timeout: 30_000}, async () => {
  const script = `
    ${begin}
    Jwtls.start().then(async (jwtls) => {
      await jwtls.serverStats();
      console.log(jwtls.pid);
      await new Promise((resolve) => setTimeout(resolve, 20));
      jwtls.keygen({alg: "RS256"}, {timeout: 60000}).then(({keys}) => console.log(keys.length));
    });`;
  const {stdout} = await promisify(execFile)(process.execPath, ["-e", script]);
  const [pid, count] = stdout.trim().split("\n").map(Number);
  assert.equal(count, 1);
  await gone(pid);
});

test("what is no JSON is said to who asked, and nobody waits for its answer", {timeout: 30_000}, async () => {
  const script = `
    ${begin}
    Jwtls.start().then((jwtls) => jwtls.sign({claims: {n: 1n}}).catch((error) => console.log(error.name)));`;
  assert.equal((await promisify(execFile)(process.execPath, ["-e", script])).stdout, "TypeError\n");
});

test("a program that is killed leaves no service behind", {timeout: 30_000}, async () => {
  const script = `
    ${begin}
    Jwtls.start().then((jwtls) => { require("node:fs").writeSync(1, String(jwtls.pid)); process.kill(process.pid, "SIGKILL"); });`;
  let pid = 0;
  try {
    execFileSync(process.execPath, ["-e", script], {stdio: ["ignore", "pipe", "ignore"]});
  } catch ({stdout}) {
    pid = Number(stdout);
  }
  assert.ok(pid > 0);
  await gone(pid);
});
