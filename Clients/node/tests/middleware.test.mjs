import assert from "node:assert/strict";
import {createServer} from "node:http";
import {createRequire} from "node:module";
import {test} from "node:test";
import {bearer} from "jwtls/middleware";
import {Jwtls} from "../index.mjs";
import {folder, key, started} from "./support.mjs";

/** Serves with a handler while a test asks. */
async function serving(context, handler) {
  const server = createServer(handler);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => new Promise((resolve) => { server.close(resolve); server.closeAllConnections?.(); }));
  return async (authorization) => {
    const response = await fetch(`http://127.0.0.1:${server.address().port}/`, {headers: {connection: "close", ...(authorization && {authorization})}});
    return {status: response.status, challenge: response.headers.get("www-authenticate"), body: await response.text()};
  };
}

/** What every way of using it answers. */
async function answers(jwtls, ask) {
  const sign = async (claims, audience = "api") => (await jwtls.sign({key, claims, audience, expiresIn: "15m"})).token;
  const good = await sign({sub: "alice", scope: "read"});
  assert.deepEqual(await ask(`Bearer ${good}`), {status: 200, challenge: null, body: "alice"});
  assert.equal((await ask(`bearer  ${good}`)).status, 200);
  assert.deepEqual((({status, challenge}) => ({status, challenge}))(await ask()), {status: 401, challenge: 'Bearer realm="orders"'});
  assert.equal((await ask("Basic YTpi")).status, 401);
  const broken = await ask("Bearer a b");
  assert.equal(broken.status, 400);
  assert.match(broken.challenge, /error="invalid_request"/);
  const other = await ask(`Bearer ${await sign({sub: "alice", scope: "read"}, "web")}`);
  assert.equal(other.status, 401);
  assert.match(other.challenge, /^Bearer realm="orders", error="invalid_token", error_description="[^"]+"$/);
  const little = await ask(`Bearer ${await sign({sub: "alice", scope: "write"})}`);
  assert.equal(little.status, 403);
  assert.match(little.challenge, /error="insufficient_scope".*scope="read"/);
}

const params = {key, audience: "api", requiredScopes: ["read"], realm: "orders"};

test("a server without a framework lets good tokens in, and says why others are not", async (context) => {
  const jwtls = await started(context);
  const check = bearer({jwtls, ...params, respond: true});
  const ask = await serving(context, (request, response) => check(request, response, (error) => {
    response.statusCode = error ? 500 : 200;
    response.end(error ? "" : request.auth.sub);
  }));
  await answers(jwtls, ask);
});

for (const name of ["express", "connect"]) {
  let framework;
  try {
    framework = createRequire(import.meta.url)(name);
  } catch {
    // Said below.
  }
  test(`${name} lets good tokens in, and says why others are not`, {skip: framework ? false : `${name} is not here`}, async (context) => {
    const jwtls = await started(context);
    const app = framework();
    app.use(bearer({jwtls, ...params}));
    app.use((request, response) => response.end(request.auth.sub));
    await answers(jwtls, await serving(context, app));
  });
}

test("a request without a token goes through where it may", async (context) => {
  const jwtls = await started(context);
  const check = bearer({jwtls, ...params, optional: true, respond: true, property: "token"});
  const ask = await serving(context, (request, response) => check(request, response, () => response.end(String(request.token?.sub))));
  assert.equal((await ask()).body, "undefined");
  assert.equal((await ask("Bearer x")).status, 401);
});

test("what is wrong with the service is no fault of the request, and lets nobody in", async (context) => {
  const missing = new Jwtls({path: `${folder}/jwtls`});
  const check = bearer({jwtls: missing, ...params, respond: true});
  const ask = await serving(context, (request, response) => check(request, response, (error) => {
    response.statusCode = error?.status ?? (error ? 500 : 200);
    response.end(error?.code);
  }));
  assert.deepEqual(await ask("Bearer a.b.c"), {status: 500, challenge: null, body: "program.missing"});
});
