// The index: files loaded when first asked for, terms looked up in them.

  // --- Files: each is one call, fixbook.shard(name, value).
  var values = Object.create(null), pending = Object.create(null), shards = Object.create(null);
  fixbook.shard = function (name, value) { values[name] = value; };

  function file(name) {
    if (name in values) return Promise.resolve(values[name]);
    if (pending[name]) return pending[name];
    var version = name !== "index" && values.index.version;
    return (pending[name] = new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = root + "search/" + name + ".js" + (version ? "?v=" + version : "");
      script.onload = function () {
        script.remove();
        if (name in values) resolve(values[name]);
        else fail("The search file " + name + ".js holds nothing.");
      };
      script.onerror = function () { script.remove(); fail("The search file " + name + ".js can't be loaded."); };
      function fail(text) { delete pending[name]; reject(new Error(text)); }
      document.head.appendChild(script);
    }));
  }

  var open = null, starts, near, noise, stop;
  function index() {
    if (!open) {
      open = file("index").then(function (index) {
        if (index.format !== FORMAT)
          throw new Error("The search index has format " + index.format + ", this script reads format " + FORMAT + ". Build the site again.");
        starts = index.starts.split(" ");
        near = index.near ? index.near.split(" ") : [];
        stop = new Set(index.stop.split(" "));
        noise = index.noise.map(function (p) { return new RegExp(p, "g"); });
        return index;
      });
      open.catch(function () { open = null; });
    }
    return open;
  }

  // --- Numbers as text: see src/search/encode.rs.
  var ALPHABET = "", DIGITS = Object.create(null), STEP = 4, PAIR_STEPS = 20;
  for (var code = 32; code < 127; code++) if (!'"\\<;|'.includes(String.fromCharCode(code))) { DIGITS[String.fromCharCode(code)] = ALPHABET.length; ALPHABET += String.fromCharCode(code); }

  // Calls with each number of a text, and with the place behind it; what is called may move the place.
  function numbers(text, visit) {
    for (var at = { is: 0 }; at.is < text.length;) {
      var n = 0, unit = 1, digit;
      do { digit = DIGITS[text[at.is++]]; n += (digit % 45) * unit; unit *= 45; } while (digit > 44);
      visit(n, at);
    }
  }

  function gaps(text) {
    var docs = [], doc = 0;
    numbers(text, function (gap) { docs.push(doc += gap); });
    return docs;
  }

  function runs(text) {
    var docs = [], behind = 0, start = -1;
    numbers(text, function (n) {
      if (start < 0) { start = behind + n; return; }
      for (behind = start + n + 1; start < behind; start++) docs.push(start);
      start = -1;
    });
    return docs;
  }

  // A term: its weight, its articles with their parts of the weight, the marks of their pairs.
  function list(text) {
    var out = { weight: -1, docs: [], steps: [], marks: [] }, doc = 0, marked = false;
    numbers(text, function (n, at) {
      if (out.weight < 0) { out.weight = n; return; }
      if (marked) { out.marks[out.docs.length - 1] = text.slice(at.is, at.is += 2 * n); marked = false; return; }
      doc += Math.floor(n / 32);
      out.docs.push(doc);
      out.steps.push(((n >>> 1) % 16 + 1) * STEP);
      marked = n % 2 === 1;
    });
    return out;
  }

  function mark(pair) {
    var hash = 0x811c9dc5;
    for (var i = 0; i < pair.length; i++) hash = Math.imul(hash ^ pair.charCodeAt(i), 0x01000193) >>> 0;
    hash %= 8100;
    return ALPHABET[Math.floor(hash / 90)] + ALPHABET[hash % 90];
  }

  // Text with its repetitions: see src/search/packed.rs.
  function unpack(text) {
    var parts = text.split("|"), out = parts[0];
    for (var i = 1; i < parts.length; i++) {
      var part = parts[i], back = DIGITS[part[0]] * 90 + DIGITS[part[1]], from = out.length - back;
      out += back ? out.slice(from, from + DIGITS[part[2]] + 6) + part.slice(3) : "|" + part.slice(2);
    }
    return out.replace(/["`]/g, function (c) { return c === "`" ? '"' : "`"; });
  }

  // --- Term shards.
  // The word under which a key is filed: of a pair, the longer one, but no stop word.
  function home(term) {
    var at = term.indexOf(" ");
    if (at < 0) return term;
    var first = term.slice(0, at), second = term.slice(at + 1);
    function length(word) { return stop.has(word) ? 0 : size(word); }
    return !/^=/.test(second) && length(second) > length(first) ? second : first;
  }

  function place(starts, word) {
    var low = 0, high = starts.length;
    while (low < high) { var mid = (low + high) >> 1; if (starts[mid] <= word) low = mid + 1; else high = mid; }
    return Math.max(0, low - 1);
  }

  function shardOf(term) {
    var word = home(term);
    return "s" in values && stop.has(word) ? "s" : "t" + place(starts, word);
  }

  function nearOf(word) { return near.length ? "n" + place(near, word) : ""; }

  function neighbour(word) { return look(shards[nearOf(word)], word); }

  // Lines are a key without what it shares with the one before, then its list or the word whose list it has.
  function shard(name) {
    if (shards[name] || !name) return Promise.resolve(shards[name]);
    return file(name).then(function (lines) {
      if (shards[name]) return shards[name];
      var terms = new Map(), exact = new Map(), messages = new Map(), codes = [], before = "";
      (lines || "").split(";").forEach(function (line) {
        var bar = line.indexOf("|");
        if (bar < 1) return;
        var key = before.slice(0, DIGITS[line[0]]) + line.slice(1, bar), text = line.slice(bar + 1), at = key.indexOf(" =");
        before = key;
        if (at < 0) return terms.set(key, text[0] === "|" ? terms.get(text.slice(1)) : text);
        exact.set(key, text);
        if (key.endsWith(" =#")) codes.push(key.slice(0, at));
        else {
          var first = key.slice(0, at);
          if (!messages.has(first)) messages.set(first, []);
          messages.get(first).push(key);
        }
      });
      values[name] = "";
      return (shards[name] = { terms: terms, exact: exact, messages: messages, codes: codes });
    });
  }

  // Loads what is needed to look up these terms.
  function ready(terms) {
    return Promise.all(Array.from(new Set(terms.map(shardOf))).map(shard));
  }

  // The list of a word in a shard, read when first needed.
  function look(loaded, word) {
    var found = loaded && loaded.terms.get(word);
    if (typeof found === "string") loaded.terms.set(word, found = list(found));
    return found;
  }

  var twos = new Map();
  function entry(term, wide) {
    if (!term.includes(" ")) return look(shards[shardOf(term)], term);
    var key = (wide ? "+" : "-") + term;
    if (!twos.has(key)) twos.set(key, two(term, wide));
    return twos.get(key);
  }

  // The articles in which two words stand beside each other; widely, in bodies too.
  function two(pair, wide) {
    var word = home(pair), found = look(shards[shardOf(word)], word), wanted = mark(pair), body = wide ? mark(pair.replace(" ", "\n")) : wanted;
    var out = { weight: 0, docs: [], steps: [] }, weights = values.index.pairs;
    if (!found) return undefined;
    found.docs.forEach(function (doc, i) {
      for (var marks = found.marks[i] || "", at = 0; at < marks.length; at += 2)
        if (marks[at] === wanted[0] && marks[at + 1] === wanted[1] || marks[at] === body[0] && marks[at + 1] === body[1]) { out.docs.push(doc); out.steps.push(PAIR_STEPS); break; }
    });
    out.weight = weights[Math.min(out.docs.length, weights.length) - 1];
    return out.docs.length ? out : undefined;
  }

  // The articles of an exact message or code.
  function exact(key) {
    var loaded = shards[shardOf(key)], found = loaded && loaded.exact.get(key);
    return found === undefined ? null : gaps(found);
  }

  function beginning(prefix, limit) {
    var next = place(starts, prefix), names = [];
    do names.push("t" + next++); while (names.length < 3 && next < starts.length && starts[next].startsWith(prefix));
    return Promise.all(names.map(shard)).then(function (all) {
      var found = [];
      all.forEach(function (loaded) {
        loaded.terms.forEach(function (value, term) {
          if (term.length > prefix.length && term.startsWith(prefix) && !stop.has(term)) found.push([look(loaded, term).docs.length, term]);
        });
      });
      found.sort(function (a, b) { return b[0] - a[0] || compare(a[1], b[1]); });
      return found.slice(0, limit).map(function (f) { return f[1]; });
    });
  }

  // A word as it sounds, roughly: fotos is photos, acount is account.
  function sound(word) { return word.replace(/ph/g, "f").replace(/ck/g, "k").replace(/(.)\1+/gu, "$1"); }

  // [word, scale, letters, their set, sound]: the set tells most words that differ too much without comparing them.
  function profile(word, scale) {
    var letters = Array.from(word), set = 0;
    letters.forEach(function (c) { set |= 1 << (c.codePointAt(0) & 31); });
    return [word, scale, letters, set, sound(word)];
  }

  // Words that a typing error may mean, each with a scale of how often it stands in the site.
  var known = null;
  function correctable() {
    if (known) return Promise.resolve(known);
    return ("s" in values ? file("w") : shard("t0")).then(function (from) {
      known = [];
      if (typeof from === "string") from.split(" ").forEach(function (cell) { known.push(profile(cell.slice(0, -1), +cell.slice(-1))); });
      else from.terms.forEach(function (found, term) {
        if (size(term) > 3 && /^\p{Alphabetic}+$/u.test(term)) known.push(profile(term, Math.min(9, 31 - Math.clz32(Math.max(1, look(from, term).docs.length)))));
      });
      return known;
    });
  }

  function compare(a, b) { return a < b ? -1 : a > b ? 1 : 0; }

  // Edits between two words, neighbours swapped being one; anything above the limit is limit + 1.
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    var before = [], row = [], last, i, j;
    for (j = 0; j <= b.length; j++) row[j] = j;
    for (i = 1; i <= a.length; i++) {
      last = before; before = row; row = [i];
      var least = i;
      for (j = 1; j <= b.length; j++) {
        var same = a[i - 1] === b[j - 1];
        row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], last[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      if (least > limit + 1) return limit + 1;
    }
    return row[b.length];
  }

  // A code with letters for digits as it is probably meant, in its one spelling; letters before the first digit are letters.
  function meant(word) {
    var start = /^ox/.test(word) ? 0 : word.search(/[0-9]/);
    var twin = start < 0 ? word : word.slice(0, start) + word.slice(start).replace(/o/g, "0").replace(/[li]/g, "1");
    return twin === word ? word : hex(twin);
  }

  // A correction as a reader would write it: with the 0x that its one spelling lacks.
  function spelled(word, known) { return /^[0o]x/.test(word) && /^[0-9a-f]+$/.test(known) ? "0x" + known : known; }

  // Known words near an unknown one: letters for digits, one or two edits.
  function corrections(word) {
    if (/[0-9]/.test(word)) {
      var twin = meant(word);
      return ready([twin]).then(function () { return twin !== word && entry(twin) ? [[twin, CORRECTED[0]]] : []; });
    }
    var length = size(word);
    if (length < 5 || !/^\p{Alphabetic}+$/u.test(word)) return Promise.resolve([]);
    // A word that general English has is no typing error.
    return shard(nearOf(word)).then(function () { return neighbour(word) ? [] : correctable(); }).then(function (words) {
      var allowed = length < 8 ? 1 : 2, found = [], own = profile(word, 0);
      words.forEach(function (known) {
        var apart = known[3] ^ own[3], bits = 0;
        if (Math.abs(known[2].length - length) > 2) return;
        for (; apart && bits <= 4; bits++) apart &= apart - 1;
        var d = known[4] === own[4] ? 1 : bits > 2 * allowed ? 9 : distance(own[2], known[2], allowed);
        if (d <= allowed) found.push([d, known[2][0] === own[2][0] ? 0 : 1, -known[1], known[0]]);
      });
      found.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || compare(a[3], b[3]); });
      var near = found.filter(function (f) { return f[0] === found[0][0]; }).slice(0, 4);
      return ready(near.map(function (f) { return f[3]; })).then(function () {
        return near.map(function (f) { return [f[3], CORRECTED[Math.min(f[0], 2)]]; });
      });
    });
  }
