import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const WEB = fileURLToPath(new URL("../..", import.meta.url));
// Of types too, which the compiler forgets: whoever reads one file of a circle has to read all
const IMPORT = /^(?:import|export|\}) ?.*?"(\.[^"]+)\.js";$/gm;

const sourcesIn = (folder) =>
  readdirSync(join(WEB, folder), { recursive: true })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));

/** Each file with those that it imports. */
function importsOf(files, textOf) {
  return new Map(
    files.map((file) => [
      file,
      [...textOf(file).matchAll(IMPORT)].map(([, from]) =>
        normalize(`${join(file, "..", from)}.ts`),
      ),
    ]),
  );
}

/** The files of the first circle, from where it begins to where it comes back. */
function circleIn(imports) {
  const seen = new Set();
  const from = (file, way) => {
    if (way.includes(file)) {
      return [...way.slice(way.indexOf(file)), file];
    }
    if (seen.has(file)) {
      return undefined;
    }
    seen.add(file);
    return first(imports.get(file) ?? [], (next) => from(next, [...way, file]));
  };
  return first([...imports.keys()], (file) => from(file, []));
}

function first(values, found) {
  for (const value of values) {
    const result = found(value);
    if (result) {
      return result;
    }
  }
  return undefined;
}

test("a circle is found, of types, of several lines and of what is handed on", () => {
  const texts = {
    "a.ts": 'import type { B } from "./b.js";\n',
    "b.ts": 'import {\n  type C,\n  c,\n} from "./in/c.js";\n',
    "in/c.ts": 'export type { D } from "../d.js";\n',
    "d.ts": 'import "./b.js";\n',
  };
  const circle = circleIn(importsOf(Object.keys(texts), (file) => texts[file]));
  assert.deepEqual(circle, ["b.ts", "in/c.ts", "d.ts", "b.ts"]);
});

for (const folder of [
  "client/src",
  "client/page",
  "client/test",
  "app/src",
  "app/test",
  "app/browser",
  "app/engines",
]) {
  test(`${folder} has no circle of imports`, () => {
    const imports = importsOf(sourcesIn(folder), (file) => readFileSync(join(WEB, file), "utf8"));
    assert.ok([...imports.values()].flat().filter((it) => imports.has(it)).length > 0, folder);
    assert.equal(circleIn(imports)?.join(" → "), undefined);
  });
}
