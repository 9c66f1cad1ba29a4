// Takes the snippets of docs/clients.md that are TypeScript: each is named by its first line.
// node extract.js [<folder to write them into>, which is emptied]
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const page = readFileSync(new URL("../clients.md", import.meta.url), "utf8");
const build = fileURLToPath(new URL("build/", import.meta.url));
const folder = process.argv[2] ?? join(build, "src");
rmSync(process.argv[2] ?? build, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

for (const [, name, code] of page.matchAll(/^```tsx?\n\/\/ (\w+\.tsx?)\n(.*?)^```$/gms)) {
  writeFileSync(join(folder, name), code);
}
