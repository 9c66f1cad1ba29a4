import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { granted, jwt, MINUTE, USER_ID } from "./answers.js";
import { FakeBroker } from "./fakeBroker.js";

const root = new URL("../", import.meta.url);

/** All that browsers, workers, React Native and Node have in common here. */
const common = { fetch, AbortController, setTimeout, clearTimeout };

async function bundled(entry: string) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`dist/${entry}.js`, root))],
    bundle: true,
    format: "iife",
    globalName: "client",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

test("an exchange needs nothing but fetch, AbortController and timers", async (t) => {
  const iat = Date.now() / 1000;
  const token = jwt({ iat });
  const answer = granted({ token, expiresOn: Date.now() + 75 * MINUTE });
  const broker = await FakeBroker.start(t, answer);
  const context = createContext({ ...common, brokerUrl: broker.url });
  const run = "client.exchangeToken({ brokerUrl, getCallerToken: () => 'caller' })";
  const result = await runInContext(`${await bundled("exchange")}; ${run}`, context);
  assert.equal(result.userId, USER_ID);
  assert.equal(result.token, token);
});

test("an exchange needs no library of Azure's", async () => {
  assert.doesNotMatch(await bundled("exchange"), /@azure/);
});

test("a credential does not keep a Node process alive", async (t) => {
  const broker = await FakeBroker.start(t, granted({ expiresOn: Date.now() + 75 * MINUTE }));
  const program = `
    import { createTokenCredential } from "acs-token-broker-client";
    const getSubjectToken = () => "subject";
    const credential = createTokenCredential({ brokerUrl: "${broker.url}", getSubjectToken });
    console.log((await credential.getToken()).token);`;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", program], {
    cwd: fileURLToPath(root),
  });
  assert.equal(stdout.trim(), "acs-token");
});

test("every code that the broker documents is known to the types", async (t) => {
  const documented = await readFile(new URL("../../docs/errors.md", root), "utf8").catch(() => "");
  if (!documented) {
    t.skip("docs/errors.md of the broker is not here");
    return;
  }
  const rows = documented.matchAll(/^\| \d{3}[\d, ]* \| <a id="([a-z_]+)">/gm);
  const codes = Array.from(rows, ([, code = ""]) => code);
  const source = await readFile(new URL("src/codes.ts", root), "utf8");
  const answered = source.slice(0, source.indexOf("OwnCode")).match(/(?<=\| ")[a-z_]+/g) ?? [];
  assert.deepEqual(answered, codes.sort());
});

test("nothing for the local cloud is in what an app is shipped with", async () => {
  for (const entry of ["index", "discovery", "exchange", "identity"]) {
    const { metafile } = await build({
      entryPoints: [fileURLToPath(new URL(`dist/${entry}.js`, root))],
      bundle: true,
      external: ["@azure/communication-common"],
      metafile: true,
      write: false,
    });
    const inputs = Object.keys(metafile.inputs);
    assert.ok(inputs.some((it) => it.endsWith(`dist/${entry}.js`)));
    assert.deepEqual(
      inputs.filter((it) => /\/local\w*\.js$/.test(it)),
      [],
    );
  }
  const { exports } = JSON.parse(await readFile(new URL("package.json", root), "utf8"));
  assert.deepEqual(Object.keys(exports), [
    ".",
    "./discovery",
    "./exchange",
    "./identity",
    "./local",
    "./package.json",
  ]);
});
