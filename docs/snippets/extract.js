// Takes the snippets of docs/clients.md, the pages beside it and the client library's README that
// are TypeScript: each is named by its first line.
// node extract.js [<folder to write them into>, which is emptied]
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const pages = new URL("../clients/", import.meta.url);
const own = ["../clients.md", "../../web/client/README.md"].map((it) => new URL(it, import.meta.url));
const files = own.concat(readdirSync(pages).map((name) => new URL(name, pages)));
const text = files.map((file) => readFileSync(file, "utf8")).join("\n");
const build = fileURLToPath(new URL("build/", import.meta.url));
const folder = process.argv[2] ?? join(build, "src");
rmSync(process.argv[2] ?? build, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

for (const [, name, code] of text.matchAll(/^```tsx?\n\/\/ (\w+\.tsx?)\n(.*?)^```$/gms)) {
  writeFileSync(join(folder, name), code);
}
