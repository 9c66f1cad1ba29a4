// What stands in for Node where the tests run in a page: page/.
import node from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

async function standIn(name: string) {
  const { outputFiles } = await build({
    entryPoints: [at(`page/${name}.ts`)],
    bundle: true,
    format: "esm",
    write: false,
  });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return import(`data:text/javascript;base64,${source}`);
}

const page: typeof node = (await standIn("assert")).default;

class Other {
  readonly a = 1;
}
const refused = Object.assign(new Error("no"), { code: "c" });
const VALUES = [
  undefined,
  null,
  0,
  -0,
  NaN,
  1,
  "",
  "1",
  "no",
  true,
  [],
  {},
  [1],
  [undefined],
  ["1", { a: 1 }],
  ["1", { a: 2 }],
  { a: 1 },
  { a: undefined },
  { b: undefined },
  { a: 1, b: 2 },
  { 0: 1 },
  { a: [{ b: 1 }] },
  new Other(),
  new Date(0),
  new Date(1),
  new Date(NaN),
  new Error("no"),
  new Error("other"),
  new TypeError("no"),
  refused,
];

/** What one says of all pairs of values. */
function verdicts(judge: (one: unknown, other: unknown) => void): boolean[] {
  return VALUES.flatMap((one) => VALUES.map((other) => passes(() => judge(one, other))));
}

function passes(run: () => void): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

for (const name of ["equal", "notEqual", "deepEqual"] as const) {
  test(`in a page ${name} finds of all pairs what Node finds`, () => {
    node.deepEqual(verdicts(page[name]), verdicts(node[name]));
  });
}

test("in a page ok and match find what Node finds", () => {
  const texts = VALUES.filter((it) => typeof it === "string");
  for (const assert of [page, node]) {
    node.deepEqual(
      VALUES.map((it) => passes(() => assert.ok(it))),
      VALUES.map(Boolean),
    );
    const found = texts.map((it) => passes(() => assert.match(it, /^\d$/)));
    node.deepEqual(found, [false, true, false]);
    const missed = texts.map((it) => passes(() => assert.doesNotMatch(it, /^\d$/)));
    node.deepEqual(missed, [true, false, true]);
  }
  node.throws(() => page.fail("for this reason"), /for this reason/);
});

const EXPECTED = [
  { code: "c" },
  { code: "d" },
  { code: /^c$/ },
  { code: /d/ },
  { code: "c", message: /n/ },
  { missing: undefined },
  { name: "Error", message: "no" },
  refused,
  new Error("no"),
  /^Error: no$/,
  /other/,
  () => true,
  () => false,
  undefined,
];

test("in a page throws and rejects find of an error what Node finds", async () => {
  for (const expected of EXPECTED as RegExp[]) {
    const run = () => {
      throw refused;
    };
    const [thrown, wanted] = [page, node].map((it) => passes(() => it.throws(run, expected)));
    node.equal(thrown, wanted, `throws ${JSON.stringify(expected)}`);
    const rejected = page.rejects(Promise.reject(refused), expected).then(
      () => true,
      () => false,
    );
    node.equal(await rejected, wanted, `rejects ${JSON.stringify(expected)}`);
  }
  node.throws(() => page.throws(() => {}));
  await node.rejects(page.rejects(Promise.resolve()));
});

test("in a page a test that fails is told with its reason, and what it changed is changed back", async () => {
  const { test: define, runTests } = await standIn("test");
  const own = globalThis.fetch;
  const ended: string[] = [];
  define("good", (t: any) => {
    t.mock.method(globalThis, "fetch", () => "one").mock.mockImplementation(() => "another");
    node.equal(globalThis.fetch(""), "another");
    t.after(() => ended.push("good"));
  });
  define("bad", async (t: any) => {
    t.after(() => ended.push("bad"));
    node.equal(globalThis.fetch, own);
    throw new Error("why");
  });
  const failures = [{ name: "bad", message: "Error: why" }];
  node.deepEqual(await runTests(), { passed: 1, failures });
  node.deepEqual(ended, ["good", "bad"]);
  node.deepEqual(await runTests(), { passed: 0, failures: [] });
});

test("each file that runs in no page is there, and says why", () => {
  const reasons = JSON.parse(readFileSync(at("page/not-in-a-page.json"), "utf8"));
  const files = readdirSync(at("test"));
  for (const [file, reason] of Object.entries(reasons)) {
    node.ok(files.includes(file) && reason, file);
  }
});
