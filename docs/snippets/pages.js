// Runs the pages that docs/clients/web.md shows, with stand-ins of MSAL and the Calling SDK,
// against a broker and an Entra of the local cloud: node pages.js <broker> <entra>
import assert from "node:assert/strict";
import { test } from "node:test";
import { calls } from "./standIns/calling.js";
import { standIn } from "./standIns/loader.js";
import { latest, nothingFails, world } from "./standIns/msal.js";
import { angularPage, plainPage, reactPage } from "./standIns/pages.js";

const [broker, entra] = process.argv.slice(2);
const options = { skip: broker && entra ? false : "no broker, no Entra" };
const CALLED = ["agent of a Teams user", "Teams user calls callee"];
const WITHOUT_LICENCE =
  /^The user has no Microsoft Teams licence\. An administrator can assign one\./;
const NOT_OBTAINED = "The app did not get the user's token for Azure Communication Services.";

standIn(broker);

/** Somebody opens a page; afterwards it is closed. */
async function visit(page, person, run) {
  Object.assign(world, { entra, person, ...nothingFails });
  calls.length = 0;
  const opened = await page("callee");
  try {
    await run(opened);
  } finally {
    await opened.close();
  }
}

// The broker has a limit for each person, so each page is opened by another
const pages = [
  [plainPage, "adele@contoso.example"],
  [reactPage, "alex@contoso.example"],
  [angularPage, "diego@contoso.example"],
];
for (const [page, person] of pages) {
  test(`${page.name}: somebody signs in and calls`, options, () =>
    visit(page, person, async (opened) => {
      await opened.click();
      assert.equal(opened.told(), "");
      assert.deepEqual(calls, CALLED);
    }),
  );

  test(`${page.name}: who has no licence reads the broker's sentence`, options, () =>
    visit(page, "megan@contoso.example", async (opened) => {
      await opened.click();
      assert.match(opened.told(), WITHOUT_LICENCE);
      assert.deepEqual(calls, []);
    }),
  );

  test(`${page.name}: two clicks at once make one agent`, options, () =>
    visit(page, person, async (opened) => {
      await opened.clickTwice();
      assert.equal(opened.told(), "");
      assert.deepEqual(calls, [...CALLED, CALLED[1]]);
      assert.equal(latest().calls.filter((it) => it === "login").length, 1);
    }),
  );

  test(`${page.name}: what failed is forgotten at the next click`, options, () =>
    visit(page, person, async (opened) => {
      world.silently = () => assert.fail("the device is offline");
      await opened.click();
      assert.equal(opened.told().trim(), NOT_OBTAINED);
      assert.deepEqual(calls, []);
      Object.assign(world, nothingFails);
      await opened.click();
      assert.equal(opened.told(), "");
      assert.deepEqual(calls, CALLED);
    }),
  );

  test(`${page.name}: a window that was closed is told of`, options, () =>
    visit(page, person, async (opened) => {
      world.windowFails = "user_cancelled";
      await opened.click();
      assert.match(opened.told(), /^user_cancelled/);
      assert.deepEqual(calls, []);
    }),
  );
}
