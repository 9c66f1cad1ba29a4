// Serves a page that runs the tests of this library as it is in dist/, in whatever browser opens it:
// node page/server.js prints its address, and then what came of it.
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { answer, serveBroker, textOf } from "./brokers.js";

const PAGE = `<!doctype html><html lang="en"><title>Tests of the client library</title>
<link rel="icon" href="data:,"><script type="module" src="/run.js"></script></html>`;

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const excluded = JSON.parse(readFileSync(at("not-in-a-page.json"), "utf8"));
const tests = readdirSync(at("../test/")).filter(
  (it) => it.endsWith(".test.ts") && !(it in excluded),
);

/** The page and the tests, as a bundler of an app's makes them of the library. */
async function bundled() {
  const { outputFiles } = await build({
    entryPoints: [at("run.ts"), ...tests.map((it) => at(`../test/${it}`))],
    entryNames: "[name]",
    alias: {
      "node:assert/strict": at("assert.ts"),
      "node:http": at("http.ts"),
      "node:test": at("test.ts"),
    },
    define: { FILES: JSON.stringify(tests.map((it) => it.replace(/ts$/, "js"))) },
    bundle: true,
    splitting: true,
    format: "esm",
    outdir: "/",
    write: false,
  });
  return new Map(outputFiles.map(({ path, text }) => [`/${basename(path)}`, text]));
}

/** Starts the server. `results` is what came of the page's tests, and then of its worker's. */
export async function serveTests() {
  const scripts = await bundled();
  const results = [];
  let done;
  const all = new Promise((resolve) => (done = resolve));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname === "/brokers") {
      serveBroker(response);
    } else if (pathname === "/answers") {
      await answer(request);
      response.end();
    } else if (pathname === "/results") {
      results.push(JSON.parse(await textOf(request)));
      response.end();
      results.length === 2 && done(results);
    } else if (scripts.has(pathname)) {
      response.setHeader("content-type", "text/javascript").end(scripts.get(pathname));
    } else {
      response.setHeader("content-type", "text/html").end(PAGE);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    results: all,
    files: tests,
    close,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address, results, close } = await serveTests();
  console.log(`Open in a browser: ${address}`);
  for (const { where, passed, failures } of await results) {
    const count = Object.values(passed).reduce((sum, it) => sum + it, 0);
    console.log(`${where}: ${count} passed, ${failures.length} failed`);
    failures.forEach(({ name, message }) => console.log(`  ${name}: ${message}`));
    process.exitCode ||= Number(failures.length > 0);
  }
  close();
}
