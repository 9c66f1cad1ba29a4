import { test } from "node:test";
import { startEngine } from "./engine.js";
import { runsLibraryTests } from "./libraryPage.js";

test("the client library's own tests pass in a page and in a module worker", async (t) => {
  const engine = await startEngine();
  t.after(() => engine.end());
  await runsLibraryTests(t, (address) => engine.window.open(address));
});
