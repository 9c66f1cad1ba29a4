// Prints what the library adds to a page: minified, without its peer, compressed.
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a page loads, and the most that it may be with gzip: one line for each way to use it. */
const USES = {
  "an app of Teams users alone": [
    'export { BrokerError, callAgentFor, createTokenCredential } from "./dist/index.js"',
    5000,
  ],
  index: ['export * from "./dist/index.js"', 5000],
  discovery: ['export * from "./dist/discovery.js"', 4000],
  exchange: ['export * from "./dist/exchange.js"', 5000],
  identity: ['export * from "./dist/identity.js"', 5000],
  local: ['export * from "./dist/local.js"', 2000],
};

async function minified(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL("..", import.meta.url)) },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    external: ["@azure/communication-common"],
    write: false,
  });
  return outputFiles[0].contents;
}

for (const [use, [contents, limit]] of Object.entries(USES)) {
  const code = await minified(contents);
  const [gzip, brotli] = [gzipSync(code).length, brotliCompressSync(code).length];
  console.log(`${use}: ${code.length} bytes, gzip ${gzip} of ${limit}, brotli ${brotli}`);
  if (gzip > limit) {
    console.error(`${use}: larger than ${limit} bytes with gzip.`);
    process.exitCode = 1;
  }
}
