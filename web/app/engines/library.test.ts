import { test } from "node:test";
import { startEngine } from "./startEngine.js";
import { runsLibraryTests } from "./libraryPage.js";

test("the client library's own tests pass in a page and in a module worker", async (t) => {
  await runsLibraryTests(t, async (address) => {
    const engine = await startEngine(process.env.ENGINE ?? "", address);
    t.after(() => engine.end());
    await engine.window.open(address);
  });
});
