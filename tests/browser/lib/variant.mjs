// Sites with other settings than the sample's.
//
// In: changes to the sample knowledge base. Out: a folder with it, and a site built from it by the program that was built last.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./site.mjs";

const programs = ["release", "debug"].map((kind) => join(root, "target", kind, "fixbook")).filter(existsSync);
programs.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);

/** The program. */
export const program = process.env.FIXBOOK_PROGRAM ?? programs[0];

/** Runs the program and gives `status`, `stdout` and `stderr`. */
export function run(...args) {
  return spawnSync(program, args, { encoding: "utf8" });
}

/** A knowledge base: the sample with more settings and files, or, without the sample, these files alone. */
export function variant({ settings = "", files = {}, sample = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "fixbook-"));
  const kb = join(folder, "kb");
  const site = join(folder, "site");
  if (sample) cpSync(join(root, "content"), kb, { recursive: true });
  const write = (path, text) => {
    mkdirSync(dirname(join(kb, path)), { recursive: true });
    writeFileSync(join(kb, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const base = existsSync(join(kb, "fixbook.yaml")) ? readFileSync(join(kb, "fixbook.yaml"), "utf8") : "";
  write("fixbook.yaml", `${base}\n${settings}\n`);
  return {
    folder, kb, site, write,
    read: (path) => readFileSync(join(kb, path), "utf8"),
    build(...args) {
      assert.ok(program, "build the program first");
      execFileSync(program, ["build", kb, "--out", site, ...args], { stdio: "pipe" });
      return site;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
