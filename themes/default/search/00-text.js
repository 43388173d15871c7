// Fixbook search: answers questions from the scripts in search/, made by `fixbook build`.
// A classic script without fetch, modules or workers, so that it works from a disk. The parts in this folder are joined
// in the order of their names into one function, `search.js`: this file opens it, the last closes it.
// src/search/query.rs is the reference; tests/search holds both to the same answers.
(function () {
  "use strict";
  var FORMAT = 3;
  var SYNONYM = 45, BEGINNING = 70, BEGINNING_OF_KNOWN = 20, GLUED = 50, CORRECTED = [90, 70, 40], FEW = 60, TYPED = 22, WORDS = 80, LENGTH = 20000;
  var LONGEST = 40;
  var fixbook = (window.fixbook = window.fixbook || {});
  var own = document.currentScript && document.currentScript.src;
  var root = own ? own.replace(/[?#].*$/, "").replace(/[^/]*\/[^/]*$/, "") : "";

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
    var main = hex(folded);
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

  function hex(word) { return word.replace(/^0x0*([0-9a-f]{1,16})$/, function (all, digits) { return all.length < 19 ? digits : all; }); }

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

  // The beginning that is read, without half a character at its end.
  function opening(text) { return text.slice(0, LENGTH).replace(/[\ud800-\udbff]$/, ""); }

  function clean(text) {
    text = opening(text);
    var out = noise.reduce(function (text, pattern) { return text.replace(pattern, " "); }, text);
    return tokens(out).words.length < Math.min(3, tokens(text).words.length) ? text : out;
  }

  function pairs(words) {
    var out = [];
    for (var i = 1; i < words.length; i++)
      if (!CJK.test(words[i - 1]) && !CJK.test(words[i]) && !(stop.has(words[i - 1]) && stop.has(words[i]))) out.push(words[i - 1] + " " + words[i]);
    return out;
  }
