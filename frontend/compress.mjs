/** Packs what was built, once, so that the server sends the packed files as they lie there. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const folder = "dist/assets";
const packable = /\.(js|css|json|svg)$/;

for (const name of readdirSync(folder).filter((name) => packable.test(name))) {
  const content = readFileSync(join(folder, name));
  writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
  writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
}
