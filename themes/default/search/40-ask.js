// From a question to articles with scores.

  // --- A question: see src/search/query.rs for the steps.
  function ask(text, complete) {
    return index().then(function (site) {
      var asked = tokens(clean(text));
      for (var kind in asked) asked[kind] = asked[kind].slice(0, WORDS);
      var words = asked.words, all = words.length < 5 ? asked.wholes.join("") : "", twos = pairs(words), glued = twos.filter(joins).map(joined);
      var state = { wide: pasted(text, asked), asked: asked, groups: [], corrected: [], scores: new Map(), telling: new Set(), lifts: new Map(), recognised: [], unknown: [] };
      return ready([].concat(words, asked.extra, asked.wholes, glued, [all])).then(function () {
        return groups(site, text, state, complete, twos);
      }).then(function () {
        return ready([].concat.apply([], state.groups.map(function (g) { return Array.from(g.keys()); })));
      }).then(function () {
        state.groups.forEach(function (group) { add(group, state, null); });
        return opens(text, state, twos) ? neighbours(site, state) : null;
      }).then(function () {
        lift(state, all);
        told(state);
        return state;
      });
    });
  }

  function joined(pair) { return pair.replace(" ", ""); }

  // Whether two words may be one: wi fi.
  function joins(pair) { return pair.split(" ").every(function (w) { return !stop.has(w) && /^\p{Alphabetic}+$/u.test(w); }); }

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
        if (known || terms.length || (words.length > TYPED && !/[0-9]/.test(word))) return;
        return corrections(word).then(function (found) {
          if (found.length) state.corrected.push([word, spelled(word, found[0][0])]);
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
      if (joins(pair)) one(joined(pair), GLUED);
      one(pair, 100);
    });
    return Promise.all(jobs).then(function () {
      synonyms(site, words, list);
      // What no article has, not even in another spelling.
      state.unknown = list.filter(function (g) { return g.size === 1; }).map(function (g) { return g.keys().next().value; })
        .filter(function (word) { return words.includes(word) && !entry(word) && !stop.has(word) && !alike(word); });
    });
  }

  // Whether a word of the site begins like this one, but for its last two letters: broken like broke.
  function alike(word) {
    var letters = Array.from(word), loaded = shards[shardOf(word)], found = false;
    if (!loaded || !/^\p{Alphabetic}+$/u.test(word)) return false;
    var start = letters.slice(0, Math.max(4, letters.length - 2)).join("");
    loaded.terms.forEach(function (list, term) { if (term.startsWith(start)) found = true; });
    return found;
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

  // Whether a question is a code or looks pasted: pairs in bodies count, and neighbours don't.
  function pasted(text, asked) {
    return asked.words.length > TYPED || /[_\\\n{=]/.test(text) || asked.words.concat(asked.extra).some(function (w) { return /[0-9]/.test(w) && w.length > 1; });
  }

  // Whether the neighbours of words may speak: not for codes, pasted text, or where the best article holds pairs of the words.
  function opens(text, state, twos) {
    var words = state.asked.words, top = -1, most = -1, held = 0, weight = 0, all = 0;
    if (state.wide) return false;
    state.scores.forEach(function (score, doc) { if (score > most || (score === most && doc < top)) { most = score; top = doc; } });
    if (top < 0) return true;
    new Set(twos).forEach(function (pair) {
      var found = entry(pair);
      if (!found) return;
      all += found.weight;
      if (found.docs.includes(top)) { held++; weight += found.weight; }
    });
    return held < 2 || weight * 10 < all * 3;
  }

  // Scores once more, with the neighbours of words; a small site asks those of unknown words only.
  function neighbours(site, state) {
    var asked = new Set();
    state.groups.forEach(function (group) {
      group.forEach(function (share, term) {
        if (share === 100 && !term.includes(" ") && (site.docs >= FEW || !entry(term))) asked.add(term);
      });
    });
    return Promise.all(Array.from(new Set(Array.from(asked).map(nearOf))).map(shard)).then(function () {
      state.scores = new Map();
      state.groups.forEach(function (group) { add(group, state, asked); });
    });
  }

  // Articles with nothing but stop words of the question are no answer, if there are others.
  function told(state) {
    state.lifts.forEach(function (by, doc) { state.telling.add(doc); });
    if (state.telling.size) state.scores.forEach(function (score, doc) { if (!state.telling.has(doc)) state.scores.delete(doc); });
  }

  // Adds to each article the best of a group.
  function add(group, state, near) {
    var best = new Map(), scores = state.scores;
    function take(found, share, telling) {
      found.docs.forEach(function (doc, i) {
        var score = Math.floor((found.weight * found.steps[i] * share) / 100);
        if (!(best.get(doc) >= score)) best.set(doc, score);
        if (telling) state.telling.add(doc);
      });
    }
    group.forEach(function (share, term) {
      var found = entry(term, state.wide), beside = near && share === 100 && near.has(term) && neighbour(term);
      if (found) take(found, share, !stop.has(term));
      if (beside) take(beside, 100, true);
    });
    best.forEach(function (score, doc) { scores.set(doc, (scores.get(doc) || 0) + score); });
  }

  // Lifts the articles whose message or code stands in the question.
  function lift(state, all) {
    var words = state.asked.words, top = 0, seen = new Set();
    state.scores.forEach(function (s) { if (s > top) top = s; });
    function raise(key, share, kind) {
      exact(key).forEach(function (doc) {
        var old = state.lifts.get(doc);
        if (!old || old[0] < share) state.lifts.set(doc, [share, kind, key]);
      });
      state.recognised.push({ kind: kind, text: kind === "code" ? key.split(" ", 1)[0] : key.slice(key.indexOf("=") + 1) });
    }
    words.forEach(function (word, at) {
      var loaded = shards[shardOf(word)], keys = loaded && loaded.messages.get(word);
      if (keys) keys.forEach(function (key) {
        var wanted = key.slice(word.length + 2).split(" "), from = at - Math.max(0, wanted.indexOf(word)), length = from < 0 ? -1 : matches(words, from, wanted, 0);
        if (length < 0) return;
        var cover = Math.floor((length * 100) / words.length);
        var literal = wanted.filter(function (w) { return w !== "*"; }).length;
        if (literal < 2 && cover < 100) return;
        raise(key, literal > 3 ? 50 + Math.floor(cover / 2) : cover, "message");
      });
    });
    words.concat(state.asked.extra, state.asked.wholes, [all]).forEach(function (term) {
      if (seen.has(term) || !term || stop.has(term)) return;
      seen.add(term);
      var digits = /^[0-9]+$/.test(term), letters = !/[0-9]/.test(term);
      if (term !== all && ((digits && term.length < 3) || (letters && words.length > 3))) return;
      if (exact(term + " =#")) raise(term + " =#", words.length < 5 ? 100 : 50, "code");
    });
    state.lifts.forEach(function (by, doc) {
      state.scores.set(doc, (state.scores.get(doc) || 0) + Math.max(1, Math.floor((top * by[0]) / 100)));
    });
  }

  // How many words from `at` a message covers; `*` takes up to eight; -1 if it does not stand there.
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
