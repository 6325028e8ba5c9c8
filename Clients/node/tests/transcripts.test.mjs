import assert from "node:assert/strict";
import {randomBytes} from "node:crypto";
import {readFileSync, readdirSync, writeFileSync} from "node:fs";
import {test} from "node:test";
import {Jwtls} from "../index.mjs";
import {folder, repository} from "./support.mjs";

const transcripts = `${repository}/Protocol/transcripts`;
const fixtures = JSON.parse(readFileSync(`${transcripts}/fixtures.json`, "utf8"));
const storeKey = `${folder}/store.key`;
writeFileSync(storeKey, randomBytes(32), {mode: 0o600});

// Those with the clock, the framing, a configuration file, an editor or the process's end in them are others' concern.
const isOthers = (text) => /^(now|framing|config|exit)\b|"method": "(initialize|shutdown|textDocument|workspace|\$|exit)/m.test(text);

/** The requests, each with its answer. */
function pairs(text) {
  const messages = text.split("\n").reduce((all, line) => {
    if (/^[→←] /.test(line)) all.push({isRequest: line[0] === "→", text: line.slice(2)});
    else if (line.startsWith(" ") && all.length > 0) all.at(-1).text += line;
    return all;
  }, []);
  const requests = messages.filter(({isRequest}) => isRequest).map(({text: json}) => JSON.parse(json));
  const answers = new Map(messages.filter(({isRequest}) => !isRequest).map(({text: json}) => JSON.parse(json)).map((answer) => [answer.id, answer]));
  return requests.map((request) => [request, answers.get(request.id)]);
}

function filled(value, bound) {
  if (typeof value === "string") {
    const [, kind, name] = /^<(fixture|get) (.*)>$/.exec(value) ?? [];
    if (kind) return kind === "fixture" ? fixtures[name] : bound.get(name);
    return value;
  }
  if (Array.isArray(value)) return value.map((one) => filled(one, bound));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, bound)]));
}

const kinds = {string: "string", integer: "number", number: "number", boolean: "boolean"};

function compare(seen, shown, bound, at) {
  if (typeof shown === "string" && /^<.*>$/.test(shown)) {
    const [word, name] = shown.slice(1, -1).split(" ");
    if (word === "any") return;
    if (word === "set") return void bound.set(name, seen);
    if (word === "object" || word === "array") return assert.equal(Array.isArray(seen) ? "array" : typeof seen, word, at);
    if (kinds[word]) return assert.equal(typeof seen, kinds[word], at);
    return assert.deepEqual(seen, filled(shown, bound), at);
  }
  if (Array.isArray(shown)) {
    const isOpen = shown.at(-1) === "...";
    const first = isOpen ? shown.slice(0, -1) : shown;
    assert.ok(isOpen ? seen.length >= first.length : seen.length === first.length, `${at}: ${JSON.stringify(seen)}`);
    return first.forEach((one, place) => compare(seen[place], one, bound, `${at}/${place}`));
  }
  if (shown === null || typeof shown !== "object") return assert.deepEqual(seen, shown, at);
  const {"...": more, ...members} = shown;
  if (more === undefined) assert.deepEqual(Object.keys(seen).sort(), Object.keys(members).sort(), at);
  for (const [name, one] of Object.entries(members)) compare(seen[name], one, bound, `${at}/${name}`);
}

for (const name of readdirSync(transcripts).filter((one) => one.endsWith(".txt"))) {
  const text = readFileSync(`${transcripts}/${name}`, "utf8");
  if (isOthers(text)) continue;
  test(`the transcript ${name}`, async (context) => {
    const jwtls = new Jwtls({store: "memory:", args: ["--store-key", storeKey], timeout: 60_000});
    context.after(() => jwtls.close());
    const bound = new Map();
    for (const [request, answer] of pairs(text)) {
      const {method, params} = filled(request, bound);
      const at = `${name}: ${JSON.stringify(request)}`;
      const seen = await jwtls.call(method, params).then((result) => ({result}), (error) => ({error}));
      if (answer.result !== undefined) {
        if (seen.error) throw seen.error;
        compare(seen.result, answer.result, bound, at);
      } else {
        assert.ok(seen.error, `${at}: ${JSON.stringify(seen.result)}`);
        const {number, message, code, blame, parameter, offset, limit, hint, ...more} = seen.error;
        const data = Object.fromEntries(Object.entries({code, blame, parameter, offset, limit, hint}).filter(([, value]) => value !== undefined));
        for (const one of ["name", "method"]) delete more[one];
        compare({code: number, message, data: {...data, ...more}}, answer.error, bound, at);
      }
    }
  });
}
