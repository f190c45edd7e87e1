"use strict";
// The search over the termbase: Chinese in either script, pinyin with or without tones, English.
(() => {
  const LIMIT = 50;
  const { records, pairs } = jingciData;
  const one = (query) => document.querySelector(query);
  const input = one("#query"), list = one("#results"), count = one("#count");

  // One spelling for all: simplified, lower case, without tones; ü is v, as it is typed.
  const simplified = new Map();
  for (let rest = [...pairs]; rest.length; rest = rest.slice(2)) simplified.set(rest[0], rest[1]);
  const plain = (text) => [...text.toLowerCase().normalize("NFD").replace(/u\u0308/g, "v").replace(/[\u0300-\u036f]/g, "")]
    .map((char) => simplified.get(char) ?? char).join("").normalize("NFC");
  const HAN = /\p{Script=Han}/u;
  const RUNS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;
  const squeezed = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");

  // Chinese has no spaces: each character is a token, and each pair of neighbors.
  const pieces = (run, whole) => {
    const chars = [...run];
    if (!HAN.test(run)) return [run];
    const twos = chars.slice(1).map((char, i) => chars[i] + char);
    return whole ? [...chars, ...twos] : twos.length ? twos : chars;
  };
  const chinese = (text, whole) => (text.match(RUNS) || []).flatMap((run) => pieces(run, whole));
  // Pinyin is found from the beginning of any of its words, and written with blanks or without.
  const spoken = (line) => {
    const words = line.match(/[\p{L}\p{N}]+/gu) || [];
    const tails = words.map((_, i) => words.slice(i).join(""));
    return tails.some((tail) => tail.includes("v")) ? [...tails, ...tails.map((tail) => tail.replaceAll("v", "u"))] : tails;
  };
  const tokenize = (text, field) => {
    if (field === "zh") return chinese(text, true);
    if (field === "pinyin") return text.split("\n").flatMap(spoken);
    return text.match(/[\p{L}\p{N}]+/gu) || [];
  };

  const folded = records.map(([, , zh, pinyin, en]) => ({
    zh: zh.map((form) => squeezed(plain(form))),
    pinyin: pinyin.map((reading) => squeezed(plain(reading))),
    en: en.map((rendering) => plain(rendering)),
  }));
  const index = new MiniSearch({
    fields: ["zh", "pinyin", "en", "gloss"],
    tokenize,
    processTerm: (term) => term,
    extractField: (number, field) => {
      if (field === "id") return number;
      const [, , zh, pinyin, en, gloss] = records[number];
      return plain({ zh, pinyin, en, gloss: [gloss] }[field].join("\n"));
    },
  });
  // In portions, so that the field can be typed into at once.
  let ready = false;
  const prepare = async () => {
    await index.addAllAsync(records.map((_, number) => number), { chunkSize: 100 });
    ready = true;
    show();
  };

  // How well a record fits: 0 is the term itself, 1 begins with it, 2 holds it, 3 and 4 have something of it.
  const fit = (own, wanted) => {
    let best = 3;
    own.forEach((text, place) => {
      const how = text === wanted ? 0 : text.startsWith(wanted) ? 1 : text.includes(wanted) ? 2 : 3;
      // What comes first is the preferred form; the others count a little less.
      best = Math.min(best, how + (place ? 0.5 : 0));
    });
    return best;
  };
  const sorted = (found) => [...found.values()].sort((a, b) =>
    a.fit - b.fit || b.score - a.score || a.number - b.number);
  const inChinese = (asked) => {
    const tokens = chinese(asked, false), wanted = squeezed(asked);
    const options = { fields: ["zh"], tokenize: () => tokens, prefix: (term) => !HAN.test(term) };
    const all = index.search(asked, { ...options, combineWith: "AND" });
    const found = new Map();
    for (const { id, score } of all.length ? all : index.search(asked, options)) {
      found.set(id, { number: id, score, fit: fit(folded[id].zh, wanted) });
    }
    return found;
  };
  const inLatin = (asked) => {
    const found = new Map(), wanted = squeezed(asked), phrase = asked.trim().replace(/\s+/g, " ");
    const add = (id, score, how) => {
      const known = found.get(id);
      if (!known || how < known.fit || (how === known.fit && score > known.score)) found.set(id, { number: id, score, fit: how });
    };
    if (wanted.length > 1) {
      const options = { fields: ["pinyin"], tokenize: () => [wanted], prefix: true };
      for (const { id, score } of index.search(wanted, options)) add(id, score, fit(folded[id].pinyin, wanted));
    }
    const english = { fields: ["en", "gloss"], boost: { en: 4 }, prefix: (term) => term.length > 1, combineWith: "AND" };
    let hits = index.search(asked, english), worse = 0;
    if (!hits.length && !found.size) {
      hits = index.search(asked, { ...english, fuzzy: (term) => (term.length > 3 ? 0.25 : false) });
      worse = 1;
    }
    for (const { id, score } of hits) add(id, score, fit(folded[id].en, phrase) + worse);
    return found;
  };
  const search = (query) => {
    const asked = plain(query);
    if (!squeezed(asked)) return [];
    return sorted(HAN.test(asked) ? inChinese(asked) : inLatin(asked));
  };

  const made = (tag, text, language) => {
    const node = document.createElement(tag);
    node.textContent = text;
    if (language) node.lang = language;
    return node;
  };
  const entry = ({ number }) => {
    const [kind, id, zh, pinyin, en, gloss] = records[number];
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = `${kind ? "reports" : "concepts"}/${encodeURIComponent(id)}.html`;
    link.append(made("span", zh[0], "zh-Hans"));
    if (pinyin[0]) link.append(" ", made("i", pinyin[0], "zh-Latn-pinyin"));
    link.append(" ", made("span", en[0] || ""));
    item.append(link, made("span", kind ? `Report: ${gloss}` : gloss));
    item.lastChild.className = "gloss";
    return item;
  };
  const show = () => {
    const query = input.value.trim(), found = query && ready ? search(query) : [];
    list.replaceChildren(...found.slice(0, LIMIT).map(entry));
    if (!query) count.textContent = "";
    else if (!ready) count.textContent = "Reading the termbase …";
    else if (!found.length) count.textContent = "Nothing found.";
    else if (found.length > LIMIT) count.textContent = `${found.length} found, the best ${LIMIT} shown.`;
    else count.textContent = `${found.length} found.`;
  };

  // The address keeps the question, so that it can be sent on and come back to.
  let keeping = 0;
  const keep = () => {
    const address = input.value.trim() ? `?q=${encodeURIComponent(input.value.trim())}` : location.pathname;
    try { history.replaceState(null, "", address); } catch { /* not allowed from the disk */ }
  };
  input.addEventListener("input", () => { show(); clearTimeout(keeping); keeping = setTimeout(keep, 400); });
  one("#search").addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  const step = (event) => {
    const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (event.key === "/" && document.activeElement !== input) input.focus();
    else if (event.key === "ArrowDown" && (at >= 0 || document.activeElement === input)) links[at + 1]?.focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus();
    else return;
    event.preventDefault();
  };
  document.addEventListener("keydown", step);
  one("#search").hidden = false;
  input.value ||= new URLSearchParams(location.search).get("q") ?? "";
  input.focus();
  prepare();
})();
