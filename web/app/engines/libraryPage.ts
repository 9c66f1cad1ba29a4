import assert from "node:assert/strict";
import type { TestContext } from "node:test";

/** What came of the library's tests in the page, or in its module worker. */
interface Results {
  readonly where: "page" | "worker";
  /** How many tests passed, by file. */
  readonly passed: Record<string, number>;
  readonly failures: { name: string; message: string }[];
}

interface Served {
  readonly address: string;
  readonly files: string[];
  readonly results: Promise<Results[]>;
  close(): void;
}

/** Has the client library's own tests run in the page that `open` opens, and fails where one of them does. */
export async function runsLibraryTests(
  t: TestContext,
  open: (address: string) => Promise<unknown>,
): Promise<void> {
  const { serveTests } = await import("../../../client/page/server.js" as string);
  const served: Served = await serveTests();
  t.after(() => served.close());
  await open(served.address);
  for (const { where, passed, failures } of await served.results) {
    assert.deepEqual({ where, failures }, { where, failures: [] });
    for (const file of served.files) {
      assert.ok(passed[file.replace(/ts$/, "js")], `${file} has tests that run in the ${where}`);
    }
  }
}
