// Takes the snippets of docs/clients.md that are TypeScript: each is named by its first line.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const page = readFileSync(new URL("../clients.md", import.meta.url), "utf8");
const folder = new URL("build/src/", import.meta.url);
rmSync(new URL("build/", import.meta.url), { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

for (const [, name, code] of page.matchAll(/^```tsx?\n\/\/ (\w+\.tsx?)\n(.*?)^```$/gms)) {
  writeFileSync(new URL(name, folder), code);
}
