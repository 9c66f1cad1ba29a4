// Prints what the page weighs, with and without MSAL: compressed, all that a first visit loads.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

// More than half of it is Azure's own credential, on which that of the client library stands; the
// kinds of user, each with its words, the ACS identities, and what it says of browsers that keep nothing for
// it took the page over 41,000
const LIMIT = 42_000;
// Loaded by no page whose settings say how people sign in
const LIMIT_OF_ASKING = 2_000;
const assets = new URL("../dist/assets/", import.meta.url);

const weights = readdirSync(assets).map((name) => {
  const bytes = gzipSync(readFileSync(new URL(name, assets))).length;
  console.log(`${name}: gzip ${bytes}`);
  return { part: /^(msal|toldSettings)/.exec(name)?.[0] ?? "page", bytes };
});
const html = gzipSync(readFileSync(new URL("../index.html", assets))).length;
const sum = (part) =>
  weights.filter((it) => it.part === part).reduce((all, it) => all + it.bytes, 0);
const [page, asking] = [html + sum("page"), sum("toldSettings")];
console.log(
  `The page: gzip ${page}. Asking the broker: gzip ${asking}. MSAL: gzip ${sum("msal")}.`,
);
if (page > LIMIT || asking > LIMIT_OF_ASKING || asking === 0) {
  console.error(`More than ${LIMIT} bytes with gzip, or ${LIMIT_OF_ASKING} to ask the broker.`);
  process.exitCode = 1;
}
