// Runs the client library's tests in this page, then in a module worker of it, and reports to the server.
import { type Failure, runTests } from "./test.js";

declare const FILES: string[];

const report = fetch.bind(globalThis);
const inPage = "document" in globalThis;

Object.assign(globalThis, { setImmediate: (run: () => void) => setTimeout(run) });

const passed: Record<string, number> = {};
const failures: Failure[] = [];
for (const file of FILES) {
  try {
    await import(`/${file}`);
    const results = await runTests();
    passed[file] = results.passed;
    failures.push(...results.failures.map((it) => ({ ...it, name: `${file}: ${it.name}` })));
  } catch (error) {
    failures.push({ name: file, message: String(error) });
  }
}
const where = inPage ? "page" : "worker";
await report("/results", { method: "POST", body: JSON.stringify({ where, passed, failures }) });
if (inPage) {
  new Worker("/run.js", { type: "module" });
}
