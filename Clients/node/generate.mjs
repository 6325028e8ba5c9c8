// Makes what this client takes from Protocol/: lib/tables.js and types/methods.d.ts. `node generate.mjs --check` writes nothing
// and ends with 1 where they are not what Protocol/ says; a test calls it so.
import {readFileSync, writeFileSync} from "node:fs";

const at = (path) => new URL(path, import.meta.url);
const read = (name) => JSON.parse(readFileSync(at(`../../Protocol/${name}`), "utf8"));
const {methods, components} = read("openrpc.json");
const {findings} = read("findings.json");

// What people look for by another name than the code's own.
const names = {
  "claim.exp_expired": "ExpiredToken",
  "claim.nbf_not_yet": "TokenNotYetValid",
  "claim.iat_too_old": "TokenTooOld",
  "claim.aud_mismatch": "InvalidAudience",
  "claim.iss_mismatch": "InvalidIssuer",
  "claim.sub_mismatch": "InvalidSubject",
  "claim.nonce_mismatch": "InvalidNonce",
  "claim.jti_mismatch": "InvalidTokenID",
  "claim.missing": "MissingClaim",
  "claim.insufficient_scope": "InsufficientScope",
  "claim.insufficient_role": "InsufficientRole",
  "claim.insufficient_group": "InsufficientGroup",
  "signature.invalid": "InvalidSignature",
  "token.malformed": "MalformedToken",
  "token.revoked": "RevokedToken",
  "token.replayed": "ReplayedToken",
  "header.alg_not_allowed": "AlgorithmNotAllowed",
  "header.typ_mismatch": "InvalidType",
  "jwe.decryption_failed": "DecryptionFailed",
};

// Calls that may be made again where nobody knows whether they were carried out: they change nothing, or the same thing.
const repeatable = new Set([
  "decode", "verify", "sign", "sign/prepare", "present", "scan", "redact", "encrypt", "decrypt", "revoke", "revocations/list",
  "revocations/prune", "keygen", "key/inspect", "key/convert", "key/thumbprint", "key/match", "policies/list", "policies/get",
  "policies/test", "policies/put", "keys/get", "keys/list", "keys/jwks", "server/info", "server/stats", "rpc.discover",
]);
for (const name of repeatable) {
  if (!methods.some((method) => method.name === name)) throw new Error(`there is no method ${name}`);
}

const upper = (word) => word[0].toUpperCase() + word.slice(1);
const camel = (name) => name.split(/[/.]/).map((word, place) => (place === 0 ? word : upper(word))).join("");
const className = (code) => names[code] ?? code.split(/[._]/).map(upper).join("");

// A token or a text that is what the method is about comes first, by itself.
const first = ({params: [param]}) => (param?.required && ["token", "text"].includes(param.name) ? param.name : undefined);

const table = {
  methods: Object.fromEntries(methods.map((method) => [
    camel(method.name), {method: method.name, ...(first(method) && {first: first(method)}), ...(repeatable.has(method.name) && {isRepeatable: true})},
  ])),
  findings: Object.fromEntries(findings.map(({code}) => [code, className(code)])),
};
if (new Set(Object.values(table.findings)).size !== findings.length) throw new Error("two findings have one name");

const lines = (object) => Object.entries(object).map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`).join("");
const tables = `"use strict";

// Made from Protocol/ by generate.mjs.
module.exports = {
  methods: {
${lines(table.methods)}  },
  findings: {
${lines(table.findings)}  },
};
`;

function type(schema) {
  if (schema === undefined || schema === true) return "unknown";
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1);
    return ["Key", "Token", "Time", "Span"].includes(name) ? name : type(components.schemas[name]);
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return [...new Set(choices.map(type))].join(" | ");
  if (Array.isArray(schema.type)) return schema.type.map((one) => type({...schema, type: one})).join(" | ");
  switch (schema.type) {
    case "string": return "string";
    case "integer": case "number": return "number";
    case "boolean": return "boolean";
    case "null": return "null";
    case "array": return `Array<${type(schema.items)}>`;
    default: return "Record<string, unknown>";
  }
}

const comment = (text, indent) => (text ? `${indent}/** ${text.replaceAll("*/", "* /").replaceAll("\n", " ")} */\n` : "");
const members = (params, indent) => params
  .map((param) => `${comment(param.summary ?? param.description, indent)}${indent}${param.name}${param.required ? "" : "?"}: ${type(param.schema)};\n`).join("");

const interfaces = methods.map((method) => `${comment(method.summary, "")}export interface ${upper(camel(method.name))}Params {
${members(method.params.filter((param) => param.name !== first(method)), "  ")}}
`).join("\n");

const results = (schema) => {
  const found = schema?.$ref ? components.schemas[schema.$ref.split("/").at(-1)] : schema;
  if (!found?.properties) return "Record<string, any>";
  const required = new Set(found.required ?? []);
  const shape = Object.entries(found.properties)
    .map(([name, value]) => `${JSON.stringify(name)}${required.has(name) ? "" : "?"}: ${type(value).replaceAll("unknown", "any")}`);
  return `{${shape.join("; ")}; [more: string]: any}`;
};

const signatures = methods.filter((method) => method.name !== "verify").map((method) => {
  const needed = method.params.some((param) => param.required && param.name !== first(method));
  const params = `params${needed ? "" : "?"}: ${upper(camel(method.name))}Params`;
  const text = first(method) === "token" ? "token: Token, " : first(method) ? `${first(method)}: string, ` : "";
  return `${comment(method.summary, "  ")}  ${camel(method.name)}(${text}${params}, options?: CallOptions): Promise<${upper(camel(method.name))}Result>;\n`;
}).join("");

const types = `// Made from Protocol/openrpc.json by generate.mjs.
import type {KeyObject} from "node:crypto";
import type {CallOptions} from "./index";

/** A key: statement K1 of Protocol/README.md; a \`KeyObject\` of node:crypto counts as its JWK. */
export type Key = string | KeyObject | Record<string, unknown> | Array<string | KeyObject | Record<string, unknown>>;
/** A token: compact, or in a JSON serialization. */
export type Token = string | Record<string, unknown>;
/** An instant: seconds since 1970, RFC 3339, or from now as \`"+10m"\`. */
export type Time = number | string;
/** A span: seconds, or text such as \`"15m"\`. */
export type Span = number | string;

${interfaces}
${methods.map((method) => `export type ${upper(camel(method.name))}Result = ${results(method.result.schema)};\n`).join("")}
/** Every method of the service, by its name in JavaScript. */
export interface Methods {
${signatures}}
`;

let isGood = true;
for (const [path, text] of [["lib/tables.js", tables], ["types/methods.d.ts", types]]) {
  if (process.argv.includes("--check")) {
    if (readFileSync(at(path), "utf8") !== text) {
      console.error(`${path} is not what Protocol/ says: node Clients/node/generate.mjs writes it anew`);
      isGood = false;
    }
  } else {
    writeFileSync(at(path), text);
  }
}
process.exitCode = isGood ? 0 : 1;
