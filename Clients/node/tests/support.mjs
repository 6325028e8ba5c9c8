import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Jwtls} from "../index.mjs";

// Nothing of the user's own has a say.
export const folder = mkdtempSync(join(tmpdir(), "jwtls-node-"));
process.on("exit", () => rmSync(folder, {recursive: true, force: true}));
process.env.JWTLS_PATH = process.env.JWTLS ?? process.env.JWTLS_PATH ?? "jwtls";
process.env.XDG_STATE_HOME = process.env.XDG_CONFIG_HOME = folder;

export const repository = new URL("../../../", import.meta.url).pathname;
export const key = {secret: "correct horse battery staple, twice", encoding: "utf8"};

/** A client that is closed when the test ends. */
export async function started(context, options) {
  const jwtls = await Jwtls.start(options);
  context.after(() => jwtls.close());
  return jwtls;
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Whether a process of this number is there. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
