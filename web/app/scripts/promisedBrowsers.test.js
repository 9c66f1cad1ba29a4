import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ESLint } from "eslint";
import { buildTargets, promisedBrowsers } from "./promisedBrowsers.js";

const read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

const eslint = new ESLint({
  cwd: new URL("../..", import.meta.url).pathname,
  overrideConfigFile: new URL("../eslint.config.js", import.meta.url).pathname,
});

/** What the linter says of this code of the page's. */
async function said(code) {
  const [result] = await eslint.lintText(code, { filePath: "app/build/src/main.js" });
  return result.messages.map((it) => it.message).join("; ");
}

test("the build is for the promised browsers", () => {
  assert.deepEqual(buildTargets(), ["chrome120", "edge120", "firefox121", "safari17", "ios17"]);
});

test("the pages promise what the build is for", () => {
  const { chrome, edge, firefox, safari, ios_saf } = Object.fromEntries(promisedBrowsers());
  assert.deepEqual([edge, ios_saf], [chrome, safari]);
  const promise = `Chrome and Edge ${chrome}, Firefox ${firefox}, Safari ${safari}`;
  for (const page of ["docs/clients.md", "web/app/README.md", "web/client/README.md"]) {
    assert.ok(read(page).includes(promise), `${page}: ${promise}`);
  }
});

test("the linter finds what a promised browser lacks, and nothing that all have", async () => {
  assert.match(await said("new CookieStore();"), /CookieStore is not supported in Safari 17/);
  assert.equal(
    await said('URL.parse("x");'),
    "URL.parse is not in chrome 120, edge 120, firefox 121, safari 17, ios_saf 17",
  );
  assert.equal(
    await said("Promise.withResolvers();"),
    "Promise.withResolvers is not in safari 17, ios_saf 17",
  );
  assert.equal(await said('URL.canParse("x"); Object.hasOwn({}, "x"); Date.now();'), "");
  assert.equal(await said('const URL = { parse: (it) => it }; URL.parse("x");'), "");
});
