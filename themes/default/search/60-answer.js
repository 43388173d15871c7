// From scores to what a page shows.

  function members(docs, total) {
    var held = new Uint8Array(total);
    docs.forEach(function (doc) { held[doc] = 1; });
    return held;
  }

  // For each facet and value, which articles have it; rows by file.
  var listed = null, rows = Object.create(null);

  function wanted(value) { return value === undefined || value === null || value === "" ? [] : [].concat(value); }

  /**
   * Answers a question. Options: limit (10), offset, product, platform, role (a value or a list; role "anyone" too),
   * complete (the last word is not being typed). Gives {total, hits, facets, did_you_mean, recognised, unknown, codes}.
   */
  function query(text, options) {
    options = options || {};
    text = opening(String(text === undefined || text === null ? "" : text));
    var site;
    return index().then(function (loaded) {
      site = loaded;
      return Promise.all([ask(text, options.complete), file("f")]);
    }).then(function (both) {
      var state = both[0], scores = state.scores;
      listed = listed || both[1].map(function (lists) { return lists.map(function (list) { return members(runs(list), site.docs); }); });
      var names = [site.products, site.platforms, [["anyone", ""]].concat(site.roles)];
      var chosen = [wanted(options.product), wanted(options.platform), wanted(options.role)];
      var pass = chosen.map(function (ids, i) {
        if (!ids.length) return null;
        var set = new Set();
        names[i].forEach(function (name, j) {
          if (ids.includes(name[0])) listed[i][j].forEach(function (held, doc) { if (held) set.add(doc); });
        });
        return set;
      });
      function allowed(doc, except) {
        return pass.every(function (p, i) { return i === except || !p || p.has(doc); });
      }
      var counts = names.map(function (values, i) {
        var docs = [];
        scores.forEach(function (score, doc) { if (allowed(doc, i)) docs.push(doc); });
        return values.map(function (name, j) {
          var held = listed[i][j], n = 0;
          for (var at = 0; at < docs.length; at++) n += held[docs[at]];
          return [name[0], name[1], n];
        });
      });
      var order = [];
      scores.forEach(function (score, doc) { if (allowed(doc, -1)) order.push([score, doc]); });
      order.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
      var from = options.offset || 0, page = order.slice(from, from + (options.limit || 10));
      return Promise.all([nearCodes(site, text, state)].concat(page.map(function (found) { return hit(site, state, found); }))).then(function (hits) {
        var codes = hits.shift();
        return {
          total: order.length,
          hits: hits,
          facets: { products: counts[0], platforms: counts[1], roles: counts[2] },
          did_you_mean: corrected(text, state.corrected),
          recognised: state.recognised,
          unknown: state.unknown,
          codes: codes
        };
      });
    });
  }

  // The question with its unknown words replaced, or "".
  function corrected(text, pairs) {
    if (!pairs.length) return "";
    var map = new Map(pairs);
    return plain(text).replace(new RegExp(W + "+", "gu"), function (word) { return map.get(fold(word)) || word; });
  }

  // Codes of articles like those in the question that no article has: [{asked, code, title, url}].
  function nearCodes(site, text, state) {
    var found = [], terms = Array.from(new Set(state.asked.words.concat(state.asked.wholes))).filter(function (term) {
      return size(term) > 3 && /[0-9]/.test(term) && !entry(term) && !exact(term + " =#");
    });
    return ready(terms.map(meant)).then(function () {
      terms.forEach(function (term) {
        // With letters for digits it may be known, or near as what it means.
        var likely = meant(term), loaded = shards[shardOf(likely)], letters = Array.from(likely), limit = letters.length < 6 ? 1 : 2;
        if (!entry(likely)) loaded.codes.forEach(function (code) {
          var d = distance(letters, Array.from(code), limit);
          if (d <= limit) found.push([d, code, term]);
        });
      });
      return named(site, text, state, found);
    });
  }

  function named(site, text, state, found) {
    found.sort(function (a, b) { return a[0] - b[0] || compare(a[1], b[1]) || compare(a[2], b[2]); });
    return Promise.all(found.slice(0, 3).map(function (near) {
      var doc = exact(near[1] + " =#")[0];
      return hit(site, state, [0, doc]).then(function (found) {
        // As the reader wrote it, and as the article does.
        var typed = text.split(/\s+/).find(function (w) { var t = tokens(w); return t.words.concat(t.wholes).includes(near[2]); });
        var written = rows["d" + Math.floor(doc / site.per)][1][doc % site.per][6].find(function (c) { return tokens(c).wholes.join("") === near[1]; });
        return { asked: typed || near[2], code: written || near[1], title: found.title, url: found.url };
      });
    }));
  }

  function hit(site, state, found) {
    var name = "d" + Math.floor(found[1] / site.per);
    return file(name).then(function (packed) {
      rows[name] = rows[name] || JSON.parse(unpack(packed));
      values[name] = "";
      return shown(site, state, found, rows[name]);
    });
  }

  function slug(title) { return title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, ""); }

  // Rows: see src/search/rows.rs; what is empty at the end is left out.
  function shown(site, state, found, file) {
    var doc = found[1], row = file[1][doc % site.per], terms = new Set(), folder = file[0][row[0]], title = row[2];
    var url = (folder ? folder + "/" : "") + (row[1] || slug(title)) + ".html", symptoms = row[4] || [], summary = typeof row[3] === "number" ? symptoms[row[3]] : row[3];
    state.groups.forEach(function (g) { g.forEach(function (share, t) { terms.add(t); }); });
    function labels(places, known) { return (places || []).map(function (i) { return { id: known[i][0], label: known[i][1] }; }); }
    return {
      source: row[12] || url.replace(/\.html$/, "") + ".md",
      url: url,
      href: root + url,
      root: root,
      title: title,
      summary: summary,
      score: found[0],
      why: why(title, row[5] || [], row[6] || [], symptoms, state.lifts.get(doc), terms),
      tags: { products: labels(row[8], site.products), platforms: labels(row[9], site.platforms), roles: labels(row[10], site.roles), anyone: !!row[11] },
      fixes: (row[7] || []).map(function (fix, i) {
        if (typeof fix === "string") fix = [fix];
        var anchor = fix[2] || "fix-" + (i + 1);
        return { title: fix[0], anchor: anchor, minutes: fix[1] || 0, url: url + "#" + anchor, href: root + url + "#" + anchor };
      }),
      marks: { title: marks(title, terms), summary: marks(summary, terms) }
    };
  }

  // Why an article was found: {kind: message | code | symptom | title | text, text, marks}.
  function why(title, messages, codes, symptoms, lifted, terms) {
    var found = lifted && written(messages, codes, lifted);
    if (found) return { kind: lifted[1], text: found, marks: marks(found, terms) };
    var best = { kind: "text", text: "", marks: [] }, most = 0;
    [["symptom", messages.concat(symptoms)], ["title", [title]]].forEach(function (kind) {
      kind[1].forEach(function (text) {
        var at = marks(text, terms), n = at.length;
        if (n > most) { most = n; best = { kind: kind[0], text: text, marks: at }; }
      });
    });
    return best;
  }

  // The message or code as the article writes it.
  function written(messages, codes, lifted) {
    var key = lifted[2];
    if (lifted[1] === "code") return codes.find(function (c) { return tokens(c).wholes.join("") === key.split(" ", 1)[0]; });
    var words = key.slice(key.indexOf("=") + 1);
    return messages.find(function (m) {
      var parts = m.split(/\{[^}]{1,60}\}/).map(function (p) { return tokens(p).words.join(" "); });
      return parts.join(" * ").replace(/^[ *]+|[ *]+$/g, "").replace(/ +/g, " ").replace(/(\* )+/g, "* ").endsWith(words);
    });
  }

  // Where the words of the question stand in a text: [[start, end], ...] in UTF-16 units, neighbours joined.
  function marks(text, terms) {
    var out = [], reach = -1, run = new RegExp(W + "(?:" + W + "|['\u2019](?=" + W + "))*", "gu"), found;
    while ((found = run.exec(text))) {
      var probe = { words: [], extra: [], wholes: [] };
      part(plain(found[0]), true, false, probe);
      if (!probe.words.concat(probe.extra).some(function (t) { return terms.has(t); })) continue;
      // "on" and "and" tell nothing but between words that do.
      var end = found.index + found[0].length, beside = reach >= 0 && /^\s*$/.test(text.slice(reach, found.index)), empty = stop.has(fold(found[0]));
      if (empty && !beside) continue;
      reach = end;
      if (empty) continue;
      if (beside) out[out.length - 1][1] = end;
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
