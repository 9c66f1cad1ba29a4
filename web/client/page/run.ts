// Runs the client library's tests in this page, then in a module worker of it, and reports to the server.
import { type Failure, runTests } from "./test.js";

declare const FILES: string[];

const send = fetch.bind(globalThis);
const report = (results: object) =>
  send("/results", { method: "POST", body: JSON.stringify(results) });
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
await report({ where: inPage ? "page" : "worker", passed, failures });
if (inPage) {
  const worker = new Worker("/run.js", { type: "module" });
  worker.onerror = ({ message }) =>
    report({ where: "worker", passed: {}, failures: [{ name: "run.js", message }] });
}
