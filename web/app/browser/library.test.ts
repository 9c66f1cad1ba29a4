import { test } from "node:test";
import { runsLibraryTests } from "../engines/libraryPage.js";
import { launched } from "./visit.js";

test("the client library's own tests pass in a page and in a module worker", async (t) => {
  const browser = await launched();
  t.after(() => browser.close());
  const page = await browser.newPage();
  await runsLibraryTests(t, (address) => page.goto(address));
});
