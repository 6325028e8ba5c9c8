import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {test} from "node:test";
import {folder, repository} from "./support.mjs";

const page = readFileSync(`${repository}/Clients/node/README.md`, "utf8");
const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text]) => ({language, text}));
const examples = blocks.filter(({language}) => language === "js").map(({text}) => text);

const has = (program) => {
  try {
    execFileSync(program, ["--version"], {stdio: "ignore"});
    return true;
  } catch {
    return false;
  }
};

/** What an example's comments say that it prints. */
const printed = (example) => [...example.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].map(([, text]) => text);

/** An empty folder in a home of its own, with the repository where the page has it. */
function home() {
  const place = mkdtempSync(join(folder, "home-"));
  symlinkSync(repository.replace(/\/$/, ""), join(place, "jwtls"));
  mkdirSync(join(place, "app"));
  return {cwd: join(place, "app"), env: {...process.env, HOME: place, npm_config_audit: "false", npm_config_fund: "false", npm_config_offline: "true", npm_config_update_notifier: "false"}};
}

/** What `npm install` leaves there. */
function install(cwd) {
  mkdirSync(join(cwd, "node_modules"));
  symlinkSync(`${repository}/Clients/node`, join(cwd, "node_modules/jwtls"));
}

test("the first example runs as it is written, in an empty folder", {skip: has("npm") ? false : "npm is not here"}, () => {
  const {cwd, env} = home();
  writeFileSync(join(cwd, "example.mjs"), examples[0]);
  const commands = blocks.find(({language}) => language === "sh").text;
  const output = execFileSync("sh", ["-ec", commands.replace("npm init -y", "npm init -y >/dev/null").replace("Clients/node\n", "Clients/node >/dev/null\n")], {cwd, env, encoding: "utf8"});
  assert.deepEqual(output.trim().split("\n"), printed(examples[0]));
});

test("the example in the place of jsonwebtoken runs as it is written", () => {
  const {cwd, env} = home();
  install(cwd);
  const example = examples.find((text) => text.includes("jwtls/jsonwebtoken"));
  assert.deepEqual(execFileSync(process.execPath, ["-e", example], {cwd, env, encoding: "utf8"}).trim().split("\n"), printed(example));
});

test("the types fit the client, for import and for require", {skip: has("tsc") ? false : "tsc is not here"}, () => {
  const {cwd} = home();
  install(cwd);
  const body = `
    async function all() {
      const jwtls = await Jwtls.start({store: "none"});
      const key = {secret: "a", encoding: "utf8"};
      const claims = await jwtls.verify("t", {key, audience: ["a"], requiredScopes: ["read"], maxTokenAge: "1h"}, {timeout: 5});
      const subject: string | undefined = claims.sub;
      const {token} = await jwtls.sign({key, claims: {sub: subject}, expiresIn: "15m"});
      const text: string = token as string;
      for await (const {claims, error} of jwtls.verifyMany([text], {policy: "api"})) console.log(claims?.sub, error?.codes);
      await jwtls.keysRotate({set: "api"});
      // @ts-expect-error: a method that is not there
      await jwtls.nothing();
      // @ts-expect-error: a parameter of another type
      await jwtls.verify("t", {audience: 1});
      const error: unknown = undefined;
      if (error instanceof ExpiredToken) console.log(error.failures[0].code);
      bearer({jwtls, policy: "api", respond: true});
      jwt.sign({a: 1}, "s", {expiresIn: "1h"}, (failure, made) => console.log(made));
    }
    all();`;
  const imports = 'import {Jwtls, ExpiredToken} from "jwtls";\nimport {bearer} from "jwtls/middleware";\nimport * as jwt from "jwtls/jsonwebtoken";\n';
  for (const file of ["a.mts", "a.cts"]) writeFileSync(join(cwd, file), imports + body);
  // The types of Node itself are another package's.
  writeFileSync(join(cwd, "node.d.ts"), `
    declare module "node:crypto" { export class KeyObject { readonly type: string } }
    declare module "node:http" { export class IncomingMessage { readonly headers: object } export class ServerResponse { statusCode: number } }
    declare class Buffer { readonly length: number }
    declare const console: {log(...values: unknown[]): void};
    interface AbortSignal { readonly aborted: boolean }`);
  const compilerOptions = {noEmit: true, strict: true, target: "es2022", lib: ["es2022"], types: [], module: "node16", moduleResolution: "node16"};
  writeFileSync(join(cwd, "tsconfig.json"), JSON.stringify({compilerOptions, files: ["a.mts", "a.cts", "node.d.ts"]}));
  execFileSync("tsc", ["-p", cwd], {cwd, stdio: ["ignore", "inherit", "inherit"]});
});
