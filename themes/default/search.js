/* Fixbook search: answers questions from the scripts in search/, made by `fixbook build`.
 * A classic script without fetch, modules or workers, so that it works from a disk.
 * src/search/query.rs is the reference; tests/search holds both to the same answers. */
(function () {
  "use strict";
  var FORMAT = 1;
  var SYNONYM = 45, BEGINNING = 70, BEGINNING_OF_KNOWN = 20, GLUED = 50, CORRECTED = [90, 70, 40], FEW = 60;
  var LONGEST = 40;
  var fixbook = (window.fixbook = window.fixbook || {});
  var own = document.currentScript && document.currentScript.src;
  var root = own ? own.replace(/[?#].*$/, "").replace(/[^/]*\/[^/]*$/, "") : "";

  // --- Files: each is one call, fixbook.shard(name, value).
  var values = Object.create(null), pending = Object.create(null), shards = Object.create(null);
  fixbook.shard = function (name, value) { values[name] = value; };

  function file(name) {
    if (name in values) return Promise.resolve(values[name]);
    if (pending[name]) return pending[name];
    var version = name !== "index" && values.index.versions[name];
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

  // --- Text to terms: see src/search/fold.rs and tokens.rs.
  var W = "[\\p{Alphabetic}\\p{N}\\p{M}]";
  var RUN = "(?:" + W + "|'(?=" + W + "))*";
  var CHUNK = new RegExp(W + RUN + "(?:[_\\-.:/\\\\@]{1,2}(?![_\\-.:/\\\\@])" + W + RUN + ")*", "gu");
  var PART = new RegExp("(" + W + RUN + ")([_\\-.:/\\\\@]*)", "gu");
  var CJK = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  var TWINS = { "а": "a", "в": "b", "е": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t", "у": "y", "х": "x", "і": "i", "ј": "j", "ѕ": "s", "ο": "o", "α": "a", "ν": "v" };
  var LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ς": "σ" };

  function plain(text) {
    return text
      .replace(/[\u2018-\u201b\u2032\u02bc\u00b4`\uff07]/g, "'")
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/[\u00ad\ufeff\u2060\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "")
      .normalize("NFKC");
  }

  function fold(word) {
    var out = plain(word).toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC")
      .replace(/[ßæœþøłđðıς]/g, function (c) { return LETTERS[c]; });
    if (/[a-z]/.test(out) && /[^\x00-\x7f]/.test(out))
      out = out.replace(/[авекмнорстухіјѕοαν]/g, function (c) { return TWINS[c]; });
    return out;
  }

  function size(word) { return Array.from(word).length; }

  function tokens(text) {
    text = plain(text);
    var out = { words: [], extra: [], wholes: [] }, found;
    CHUNK.lastIndex = 0;
    while ((found = CHUNK.exec(text))) chunk(found[0], text[found.index - 1] === "-", out);
    return out;
  }

  function chunk(text, minus, out) {
    var parts = [], cuts = [], cut = false, found;
    PART.lastIndex = 0;
    while ((found = PART.exec(text))) {
      parts.push(found[1]);
      cuts.push(cut);
      cut = /[^_.]/.test(found[2]);
    }
    var single = parts.length === 1;
    var mains = parts.map(function (raw) { return part(raw, single, minus, out); });
    whole(mains, cuts, out);
  }

  function part(raw, single, minus, out) {
    raw = raw.replace(/'[sS]$/, "").replace(/'/g, "");
    var folded = fold(raw);
    if (CJK.test(folded)) { grams(folded, out.words); return folded; }
    var main = folded.replace(/^0x0*([0-9a-f]{1,16})$/, function (all, digits) { return all.length < 19 ? digits : all; });
    if (!main || size(main) > LONGEST || (!single && (main.length < 2 && main < "\x80"))) return main;
    out.words.push(main);
    pieces(raw).forEach(function (piece) {
      piece = fold(piece);
      if (size(piece) > 2 && piece !== main) out.extra.push(piece);
    });
    if (/^[0-9]{9,10}$/.test(main)) {
      var value = +main;
      if (value >= 2147483648 && value < 4294967296) out.extra.push(value.toString(16));
      else if (minus && value < 2147483648) out.extra.push((4294967296 - value).toString(16));
    }
    return main;
  }

  function pieces(raw) {
    if (/^0x.|^[0-9a-f]{6,}$/i.test(raw)) return [];
    var cut = raw
      .replace(/(\p{Lowercase})(?=\p{Uppercase})/gu, "$1 ")
      .replace(/(\p{Uppercase})(?=\p{Uppercase}\p{Lowercase})/gu, "$1 ")
      .replace(/([0-9])(?=[^0-9 ])/g, "$1 ")
      .replace(/([^0-9 ])(?=[0-9])/gu, "$1 ")
      .split(" ");
    return cut.length < 2 ? [] : cut;
  }

  function whole(mains, cuts, out) {
    function fits(text) { var n = size(text); return n > 2 && n <= LONGEST; }
    var all = mains.join(""), n = mains.length, start = 0;
    if (n > 1) {
      if (n < 7 && fits(all)) out.extra.push(all);
      for (var end = 1; end <= n; end++) {
        if (end < n && !cuts[end]) continue;
        var segment = mains.slice(start, end).join(""), count = end - start;
        if (count > 1 && count < n && count < 7 && fits(segment)) out.extra.push(segment);
        start = end;
      }
    }
    var before = out.wholes[out.wholes.length - 1];
    if (before !== undefined && glues(before, all)) out.extra.push(before + all);
    out.wholes.push(all);
  }

  function glues(a, b) {
    return ((/^[a-z]{2,8}$/.test(a) && !stop.has(a)) || /^[0-9]{2,4}$/.test(a)) &&
      /^[0-9][0-9A-Za-z]+$/.test(b) && a.length + b.length < 17;
  }

  function grams(text, out) {
    var chars = Array.from(text), at = 0;
    while (at < chars.length) {
      var kind = CJK.test(chars[at]), end = at;
      while (end < chars.length && CJK.test(chars[end]) === kind) end++;
      if (!kind) { if (end - at <= LONGEST) out.push(chars.slice(at, end).join("")); }
      else if (end - at === 1) out.push(chars[at]);
      else for (var i = at; i < end - 1; i++) out.push(chars[i] + chars[i + 1]);
      at = end;
    }
  }

  function clean(text) {
    var out = noise.reduce(function (text, pattern) { return text.replace(pattern, " "); }, text);
    return tokens(out).words.length < Math.min(3, tokens(text).words.length) ? text : out;
  }

  function pairs(words) {
    var out = [];
    for (var i = 1; i < words.length; i++)
      if (!CJK.test(words[i - 1]) && !CJK.test(words[i])) out.push(words[i - 1] + " " + words[i]);
    return out;
  }

  // --- Term shards.
  var DIGITS = Object.create(null);
  Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_").forEach(function (c, i) { DIGITS[c] = i; });

  function each(list, weighted, visit) {
    var doc = 0, n = 0, shift = 0;
    for (var i = 0; i < list.length; i++) {
      var d = DIGITS[list[i]];
      n += (d & 31) << shift;
      shift += 5;
      if (d < 32) { doc += n; n = shift = 0; visit(doc, weighted ? DIGITS[list[++i]] : 1); }
    }
  }

  function head(term) { return term.split(" ", 1)[0]; }

  function place(starts, word) {
    var low = 0, high = starts.length;
    while (low < high) { var mid = (low + high) >> 1; if (starts[mid] <= word) low = mid + 1; else high = mid; }
    return Math.max(0, low - 1);
  }

  function shardOf(term) { return "t" + place(starts, head(term)); }

  function nearOf(word) { return "n" + place(near, word); }

  function shard(name) {
    if (shards[name]) return Promise.resolve(shards[name]);
    return file(name).then(function (lines) {
      var terms = new Map(), messages = new Map();
      if (lines) lines.split(";").forEach(function (line) {
        var cells = line.split("|"), key = cells[0], at = key.indexOf(" =");
        terms.set(key, [+cells[1], cells[2]]);
        if (at > 0 && !key.endsWith("=#")) {
          var first = key.slice(0, at);
          if (!messages.has(first)) messages.set(first, []);
          messages.get(first).push(key);
        }
      });
      values[name] = "";
      return (shards[name] = { terms: terms, messages: messages });
    });
  }

  /** Loads what is needed to look up these terms. */
  function ready(terms) {
    return Promise.all(Array.from(new Set(terms.map(shardOf))).map(shard));
  }

  function entry(term) {
    var loaded = shards[shardOf(term)];
    return loaded && loaded.terms.get(term);
  }

  function beginning(prefix, limit) {
    var next = place(starts, prefix), names = [];
    do names.push("t" + next++); while (next < starts.length && starts[next].startsWith(prefix));
    return Promise.all(names.map(shard)).then(function (all) {
      var found = [];
      all.forEach(function (loaded) {
        loaded.terms.forEach(function (value, term) {
          if (term.length > prefix.length && term.startsWith(prefix) && !term.includes(" ")) {
            var n = 0;
            each(value[1], true, function () { n++; });
            found.push([n, term]);
          }
        });
      });
      found.sort(function (a, b) { return b[0] - a[0] || compare(a[1], b[1]); });
      return found.slice(0, limit).map(function (f) { return f[1]; });
    });
  }

  function compare(a, b) { return a < b ? -1 : a > b ? 1 : 0; }

  /** Edits between two words, neighbours swapped being one; anything above the limit is limit + 1. */
  function distance(a, b, limit) {
    a = Array.from(a); b = Array.from(b);
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

  /** Known words near an unknown one: letters for digits, one or two edits. */
  function corrections(word) {
    var digit = word.search(/[0-9]/);
    if (digit >= 0) {
      var twin = word.slice(0, digit) + word.slice(digit).replace(/o/g, "0").replace(/[li]/g, "1");
      if (twin === word) return Promise.resolve([]);
      return ready([twin]).then(function () { return entry(twin) ? [[twin, CORRECTED[0]]] : []; });
    }
    var length = size(word);
    if (length < 5 || !/^\p{Alphabetic}+$/u.test(word)) return Promise.resolve([]);
    // A word that general English has is no typing error.
    var english = near.length ? shard(nearOf(word)).then(function (n) { return n.terms.has(word); }) : Promise.resolve(false);
    return english.then(function (is) { return is ? "" : file("w"); }).then(function (text) {
      var allowed = length < 8 ? 1 : 2, found = [];
      text.split(" ").forEach(function (cell) {
        var known = cell.slice(0, -1);
        if (!known || Math.abs(known.length - word.length) > allowed + 1) return;
        var d = distance(word, known, allowed);
        if (d <= allowed) found.push([d, Array.from(known)[0] === Array.from(word)[0] ? 0 : 1, -cell.slice(-1), known]);
      });
      found.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || compare(a[3], b[3]); });
      var near = found.filter(function (f) { return f[0] === found[0][0]; }).slice(0, 4);
      return ready(near.map(function (f) { return f[3]; })).then(function () {
        return near.map(function (f) { return [f[3], CORRECTED[Math.min(f[0], 2)]]; });
      });
    });
  }

  // --- A question: see src/search/query.rs for the steps.
  function ask(text, complete) {
    return index().then(function (site) {
      var asked = tokens(clean(text)), words = asked.words, all = asked.wholes.join("");
      var twos = pairs(words);
      var glued = twos.map(function (p) { return p.replace(" ", ""); });
      var state = { asked: asked, groups: [], corrected: [], scores: new Map(), lifts: new Map(), recognised: [] };
      return ready([].concat(words, asked.extra, asked.wholes, glued, [all])).then(function () {
        return groups(site, text, state, complete, twos);
      }).then(function () {
        return ready([].concat.apply([], state.groups.map(function (g) { return Array.from(g.keys()); })));
      }).then(function () {
        state.groups.forEach(function (group) { add(group, state.scores, null); });
        return near.length && opens(text, state, twos) ? neighbours(site, state) : null;
      }).then(function () {
        lift(state, all);
        return state;
      });
    });
  }

  function groups(site, text, state, complete, twos) {
    var words = state.asked.words, seen = new Set(), list = state.groups;
    var last = words[words.length - 1] || "";
    var typing = !complete && words.length < 13 && (size(last) > 1 || CJK.test(last)) && !text.includes("\n") && /[\p{Alphabetic}\p{N}]$/u.test(text);
    var jobs = [];
    words.forEach(function (word) {
      if (seen.has(word)) return;
      seen.add(word);
      var known = !!entry(word), group = new Map([[word, 100]]);
      list.push(group);
      var job = typing && word === last ? beginning(word, 20) : Promise.resolve([]);
      jobs.push(job.then(function (terms) {
        terms.forEach(function (t) { group.set(t, known ? BEGINNING_OF_KNOWN : BEGINNING); });
        if (known || terms.length) return;
        return corrections(word).then(function (found) {
          if (found.length) state.corrected.push([word, found[0][0]]);
          found.forEach(function (f) { group.set(f[0], f[1]); });
        });
      }));
    });
    function one(term, share) {
      if (seen.has(term)) return;
      seen.add(term);
      list.push(new Map([[term, share]]));
    }
    state.asked.extra.forEach(function (term) { one(term, 100); });
    twos.forEach(function (pair) {
      var two = pair.split(" ");
      if (two.every(function (w) { return !stop.has(w) && /^\p{Alphabetic}+$/u.test(w); })) one(two.join(""), GLUED);
      one(pair, 100);
    });
    return Promise.all(jobs).then(function () { synonyms(site, words, list); });
  }

  function synonyms(site, words, list) {
    var line = " " + words.join(" ") + " ";
    site.synonyms.forEach(function (set) {
      set.forEach(function (member) {
        if (!line.includes(" " + member.join(" ") + " ")) return;
        var group = list.find(function (g) { return g.get(member[0]) === 100; });
        if (group) set.forEach(function (other) {
          var term = other.slice(0, 2).join(" ");
          if (other !== member && !group.has(term)) group.set(term, SYNONYM);
        });
      });
    });
  }

  /** Whether the neighbours of words may speak: not for codes, pasted text, or where the best article holds pairs of the words. */
  function opens(text, state, twos) {
    var words = state.asked.words, top = -1, most = -1, held = 0, weight = 0, all = 0;
    if (words.length > 22 || /[_\\\n{=]/.test(text) || words.concat(state.asked.extra).some(function (w) { return /[0-9]/.test(w) && w.length > 1; })) return false;
    state.scores.forEach(function (score, doc) { if (score > most || (score === most && doc < top)) { most = score; top = doc; } });
    if (top < 0) return true;
    new Set(twos).forEach(function (pair) {
      var found = entry(pair);
      if (!found) return;
      all += found[0];
      each(found[1], true, function (doc) { if (doc === top) { held++; weight += found[0]; } });
    });
    return held < 2 || weight * 10 < all * 3;
  }

  /** Scores once more, with the neighbours of words; a small site asks those of unknown words only. */
  function neighbours(site, state) {
    var asked = new Set();
    state.groups.forEach(function (group) {
      group.forEach(function (share, term) {
        if (share === 100 && !term.includes(" ") && (site.docs >= FEW || !entry(term))) asked.add(term);
      });
    });
    return Promise.all(Array.from(new Set(Array.from(asked).map(nearOf))).map(shard)).then(function () {
      state.scores = new Map();
      state.groups.forEach(function (group) { add(group, state.scores, asked); });
    });
  }

  /** Adds to each article the best of a group. */
  function add(group, scores, near) {
    var best = new Map();
    function take(found, share) {
      each(found[1], true, function (doc, steps) {
        var score = Math.floor((found[0] * steps * share) / 100);
        if (!(best.get(doc) >= score)) best.set(doc, score);
      });
    }
    group.forEach(function (share, term) {
      var found = entry(term), beside = near && share === 100 && near.has(term) && shards[nearOf(term)].terms.get(term);
      if (found) take(found, share);
      if (beside) take(beside, 100);
    });
    best.forEach(function (score, doc) { scores.set(doc, (scores.get(doc) || 0) + score); });
  }

  /** Lifts the articles whose message or code stands in the question. */
  function lift(state, all) {
    var words = state.asked.words, top = 0, seen = new Set();
    state.scores.forEach(function (s) { if (s > top) top = s; });
    function raise(key, share, kind) {
      each(entry(key)[1], false, function (doc) {
        var old = state.lifts.get(doc);
        if (!old || old[0] < share) state.lifts.set(doc, [share, kind, key]);
      });
      state.recognised.push({ kind: kind, text: kind === "code" ? head(key) : key.slice(key.indexOf("=") + 1) });
    }
    words.forEach(function (word, at) {
      var loaded = shards[shardOf(word)], keys = loaded && loaded.messages.get(word);
      if (keys) keys.forEach(function (key) {
        var wanted = key.slice(word.length + 2).split(" "), length = matches(words, at, wanted, 0);
        if (length < 0) return;
        var cover = Math.floor((length * 100) / words.length);
        var literal = wanted.filter(function (w) { return w !== "*"; }).length;
        if (literal < 2 && cover < 100) return;
        raise(key, literal > 3 ? 50 + Math.floor(cover / 2) : cover, "message");
      });
    });
    words.concat(state.asked.extra, state.asked.wholes, [all]).forEach(function (term) {
      if (seen.has(term) || !term) return;
      seen.add(term);
      var digits = /^[0-9]+$/.test(term), letters = !/[0-9]/.test(term);
      if (term !== all && ((digits && term.length < 3) || (letters && words.length > 3))) return;
      if (entry(term + " =#")) raise(term + " =#", words.length < 5 ? 100 : 50, "code");
    });
    state.lifts.forEach(function (by, doc) {
      state.scores.set(doc, (state.scores.get(doc) || 0) + Math.max(1, Math.floor((top * by[0]) / 100)));
    });
  }

  /** How many words from `at` a message covers; `*` takes up to eight; -1 if it does not stand there. */
  function matches(words, at, wanted, i) {
    if (i === wanted.length) return 0;
    if (wanted[i] !== "*") {
      if (words[at] !== wanted[i]) return -1;
      var rest = matches(words, at + 1, wanted, i + 1);
      return rest < 0 ? -1 : rest + 1;
    }
    for (var skip = 0; skip <= 8 && at + skip <= words.length; skip++) {
      var more = matches(words, at + skip, wanted, i + 1);
      if (more >= 0) return more + skip;
    }
    return -1;
  }

  function wanted(value) { return value === undefined || value === null || value === "" ? [] : [].concat(value); }

  /**
   * Answers a question. Options: limit (10), offset, product, platform, role (a value or a list; role "anyone" too),
   * complete (the last word is not being typed). Gives {total, hits, facets, did_you_mean, recognised}.
   */
  function query(text, options) {
    options = options || {};
    text = String(text === undefined || text === null ? "" : text).slice(0, 20000);
    var site;
    return index().then(function (loaded) {
      site = loaded;
      return Promise.all([ask(text, options.complete), file("f")]);
    }).then(function (both) {
      var state = both[0], lists = both[1], scores = state.scores;
      var names = [site.products, site.platforms, [["anyone", ""]].concat(site.roles)];
      var chosen = [wanted(options.product), wanted(options.platform), wanted(options.role)];
      var pass = chosen.map(function (ids, i) {
        if (!ids.length) return null;
        var set = new Set();
        names[i].forEach(function (name, j) {
          if (ids.includes(name[0])) each(lists[i][j], false, function (doc) { set.add(doc); });
        });
        return set;
      });
      function allowed(doc, except) {
        return pass.every(function (p, i) { return i === except || !p || p.has(doc); });
      }
      var counts = names.map(function (values, i) {
        return values.map(function (name, j) {
          var n = 0;
          each(lists[i][j], false, function (doc) { if (scores.has(doc) && allowed(doc, i)) n++; });
          return [name[0], name[1], n];
        });
      });
      var order = [];
      scores.forEach(function (score, doc) { if (allowed(doc, -1)) order.push([score, doc]); });
      order.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
      var from = options.offset || 0, page = order.slice(from, from + (options.limit || 10));
      return Promise.all(page.map(function (found) { return hit(site, state, found); })).then(function (hits) {
        return {
          total: order.length,
          hits: hits,
          facets: { products: counts[0], platforms: counts[1], roles: counts[2] },
          did_you_mean: corrected(text, state.corrected),
          recognised: state.recognised
        };
      });
    });
  }

  /** The question with its unknown words replaced, or "". */
  function corrected(text, pairs) {
    if (!pairs.length) return "";
    var map = new Map(pairs);
    return plain(text).replace(new RegExp(W + "+", "gu"), function (word) { return map.get(fold(word)) || word; });
  }

  function hit(site, state, found) {
    var doc = found[1], per = site.per;
    return file("d" + Math.floor(doc / per)).then(function (rows) {
      var row = rows[doc % per], terms = new Set(), url = row[1];
      state.groups.forEach(function (g) { g.forEach(function (share, t) { terms.add(t); }); });
      function labels(places, known) { return places.map(function (i) { return { id: known[i][0], label: known[i][1] }; }); }
      return {
        source: row[0],
        url: url,
        href: root + url,
        root: root,
        title: row[2],
        summary: row[3],
        score: found[0],
        why: why(row, state.lifts.get(doc), terms),
        tags: { products: labels(row[4], site.products), platforms: labels(row[5], site.platforms), roles: labels(row[6], site.roles), anyone: !!row[7] },
        fixes: row[8].map(function (f) { return { title: f[0], anchor: f[1], minutes: f[2], url: url + "#" + f[1], href: root + url + "#" + f[1] }; }),
        marks: { title: marks(row[2], terms), summary: marks(row[3], terms) }
      };
    });
  }

  /** Why an article was found: {kind: message | code | symptom | title | text, text, marks}. */
  function why(row, lifted, terms) {
    var found = lifted && exact(row, lifted);
    if (found) return { kind: lifted[1], text: found, marks: marks(found, terms) };
    var best = { kind: "text", text: "", marks: [] }, most = 0;
    [["symptom", row[9].concat(row[11])], ["title", [row[2]]]].forEach(function (kind) {
      kind[1].forEach(function (text) {
        var at = marks(text, terms), n = at.filter(function (m) { return !stop.has(fold(text.slice(m[0], m[1]))); }).length;
        if (n > most) { most = n; best = { kind: kind[0], text: text, marks: at }; }
      });
    });
    return best;
  }

  function exact(row, lifted) {
    var key = lifted[2];
    if (lifted[1] === "code") return row[10].find(function (c) { return tokens(c).wholes.join("") === head(key); });
    var words = key.slice(key.indexOf("=") + 1);
    return row[9].find(function (m) {
      var parts = m.split(/\{[^{}]{1,60}\}/).map(function (p) { return tokens(p).words.join(" "); });
      return parts.join(" * ").replace(/^[ *]+|[ *]+$/g, "").replace(/ +/g, " ").replace(/(\* )+/g, "* ") === words;
    });
  }

  /** Where the words of the question stand in a text: [[start, end], ...] in UTF-16 units, neighbours joined. */
  function marks(text, terms) {
    var out = [], run = new RegExp(W + "(?:" + W + "|['\u2019](?=" + W + "))*", "gu"), found;
    while ((found = run.exec(text))) {
      var probe = { words: [], extra: [], wholes: [] };
      part(plain(found[0]), true, false, probe);
      if (!probe.words.concat(probe.extra).some(function (t) { return terms.has(t); })) continue;
      var end = found.index + found[0].length, last = out[out.length - 1];
      if (last && /^\s*$/.test(text.slice(last[1], found.index))) last[1] = end;
      else out.push([found.index, end]);
    }
    return out;
  }

  fixbook.engine = {
    format: FORMAT,
    ready: function () { return index().then(function () {}); },
    query: query,
    search: function (text, options) { return query(text, options).then(function (answer) { return answer.hits; }); },
    facets: function (text, options) {
      return query(text, options).then(function (answer) { return Object.assign({ total: answer.total }, answer.facets); });
    },
    tokens: function (text) { return index().then(function () { return tokens(text); }); },
    clean: function (text) { return index().then(function () { return clean(text); }); }
  };
})();
