// Prints what the library adds to a page: minified, without its peer, compressed.
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const LIMIT = 5000;

async function minified(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    external: ["@azure/communication-common"],
    write: false,
  });
  return outputFiles[0].contents;
}

for (const entry of ["index", "exchange"]) {
  const code = await minified(`dist/${entry}.js`);
  const [gzip, brotli] = [gzipSync(code).length, brotliCompressSync(code).length];
  console.log(`${entry}.js: ${code.length} bytes, gzip ${gzip}, brotli ${brotli}`);
  if (gzip > LIMIT) {
    console.error(`${entry}.js is larger than ${LIMIT} bytes with gzip.`);
    process.exitCode = 1;
  }
}
