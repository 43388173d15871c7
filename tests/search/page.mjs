// A page with nothing but what the search script needs; `loaded` lists the files it asked for, `read()` counts the
// characters that its text methods went through since the last call.
import { readFileSync, readdirSync } from "node:fs";
import vm from "node:vm";

const folder = new URL("../../themes/default/search/", import.meta.url);
const parts = readdirSync(folder).sort().map((name) => readFileSync(new URL(name, folder), "utf8"));
const script = new vm.Script(parts.join(""));

const counted = `
  let read = 0;
  function taken() { const all = read; read = 0; return all; }
  for (const name of ["replace", "normalize", "split", "match", "search", "toLowerCase"]) {
    const own = String.prototype[name];
    String.prototype[name] = function (...more) { read += this.length; return own.apply(this, more); };
  }`;

export function page(files) {
  const loaded = [];
  const context = vm.createContext({});
  context.window = context;
  const element = { src: "file:///My%20S%C3%AFte/assets/search.js?v=1" };
  context.document = {
    currentScript: element,
    createElement: () => ({ remove() {} }),
    head: {
      appendChild(element) {
        const name = element.src.replace("file:///My%20S%C3%AFte/", "").replace(/\?.*/, "");
        loaded.push(element.src);
        setTimeout(() => {
          if (!(name in files)) return element.onerror();
          vm.runInContext(files[name], context);
          element.onload();
        });
      },
    },
  };
  vm.runInContext(counted, context);
  script.runInContext(context);
  return { engine: context.fixbook.engine, loaded, read: () => vm.runInContext("taken()", context) };
}
