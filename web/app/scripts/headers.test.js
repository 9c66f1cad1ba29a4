import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { headersFor } from "./headers.js";

const headers = JSON.parse(readFileSync(new URL("../public/headers.json", import.meta.url)));
const policy = (settings) => headersFor(headers, settings)["Content-Security-Policy"];

test("the policy names the origins of broker and authority, and no path of theirs", () => {
  const named = policy({
    brokerUrl: "https://broker.example/x/",
    authorityHost: "https://a.example/",
  });
  assert.match(named, /connect-src 'self' https:\/\/broker\.example https:\/\/a\.example;/);
  assert.match(named, /frame-src 'self' https:\/\/a\.example;/);
  assert.doesNotMatch(named, /[{}]/);
});

test("the authority is Entra's where the settings name none", () => {
  assert.match(
    policy({ brokerUrl: "https://broker.example" }),
    /https:\/\/login\.microsoftonline\.com/,
  );
});

test("nothing is allowed that was not named: no inline code or style, no third party", () => {
  const strict = policy({ brokerUrl: "https://broker.example" });
  assert.match(strict, /^default-src 'none'; script-src 'self'; style-src 'self';/);
  assert.match(strict, /require-trusted-types-for 'script'; trusted-types 'none'/);
  assert.doesNotMatch(strict, /unsafe|\*/);
});
