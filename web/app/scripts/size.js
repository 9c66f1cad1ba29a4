// Prints what the page weighs, with and without MSAL: compressed, all that a first visit loads.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

// More than half of it is Azure's own credential, on which that of the client library stands; the
// kinds of user, each with its words, and the ACS identities took the page over 40,000, and what it says of
// browsers that keep nothing for it over 42,500
const LIMIT = 43_500;
const assets = new URL("../dist/assets/", import.meta.url);

const weights = readdirSync(assets).map((name) => {
  const bytes = gzipSync(readFileSync(new URL(name, assets))).length;
  console.log(`${name}: gzip ${bytes}`);
  return { isMsal: name.startsWith("msal"), bytes };
});
const html = gzipSync(readFileSync(new URL("../index.html", assets))).length;
const sum = (isMsal) =>
  weights.filter((it) => it.isMsal === isMsal).reduce((all, it) => all + it.bytes, 0);
const page = html + sum(false);
console.log(`The page: gzip ${page}. MSAL: gzip ${sum(true)}.`);
if (page > LIMIT) {
  console.error(`The page is larger than ${LIMIT} bytes with gzip.`);
  process.exitCode = 1;
}
