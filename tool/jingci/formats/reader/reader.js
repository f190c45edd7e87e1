"use strict";
// What a page does beyond its style: settings are kept, notes open where they are met, sentences are cited, words found.
(() => {
  const one = (query, node = document) => node.querySelector(query);
  const all = (query, node = document) => [...node.querySelectorAll(query)];
  const made = (tag, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  };

  // Settings. Where storage is forbidden, nothing is kept and nothing is said.
  const KEY = "jingci-reader";
  const inputs = all("input[type=radio], #pinyin");
  const themed = () => { document.documentElement.dataset.theme = one("[name=theme]:checked").value; };
  one("[name=theme]").closest("fieldset").hidden = false;
  const kept = () => {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; }
  };
  const settings = kept();
  for (const input of inputs) {
    // What counts is what is kept for all reports, not what a browser has kept of this page.
    const value = settings[input.name || input.id], box = input.type === "checkbox";
    const valid = box ? typeof value === "boolean" : inputs.some((o) => o.name === input.name && o.value === value);
    input.checked = !valid ? input.defaultChecked : box ? value : value === input.value;
    input.addEventListener("change", () => {
      themed();
      settings[input.name || input.id] = box ? input.checked : input.value;
      try { localStorage.setItem(KEY, JSON.stringify({ ...kept(), ...settings })); } catch { /* not allowed */ }
    });
  }
  themed();

  // The script stands behind the bar, so that the settings are in force before anything is shown; the rest waits.
  const start = () => {
    // What has been done is said to the eye and to a screen reader.
    const said = made("div", { id: "said" });
    said.setAttribute("role", "status");
    const main = one("main");
    main.append(said);
    let silence = 0;
    const say = (text) => {
      said.textContent = text;
      clearTimeout(silence);
      silence = setTimeout(() => { said.textContent = ""; }, 2500);
    };
    const copied = (text) => {
      const area = made("textarea", { value: text, readOnly: true });
      const focused = document.activeElement;
      main.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      focused?.focus({ preventScroll: true });
      return done;
    };
    const copy = async (text) => {
      try { await navigator.clipboard.writeText(text); } catch {
        if (!copied(text)) { say("The browser does not allow copying"); return; }
      }
      say("Copied");
    };
    for (const button of all("[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", () => copy(document.getElementById(button.dataset.copy).textContent));
    }

    // Notes: a line of them on hover and focus, all of them on click, tap and Enter.
    const pop = made("div", { id: "pop", hidden: true, tabIndex: -1 });
    main.append(pop);
    const MARKS = ".s > a:not(.p), main sup a, a.sic";
    // The number of a term stands behind its link and belongs to it.
    const markAt = (node) => node.closest(MARKS) ?? node.closest(".s > sup:not(:has(a))")?.previousElementSibling;
    let anchor = null, pinned = false, waiting = 0;
    const close = (back = false) => {
      clearTimeout(waiting);
      if (!anchor) return;
      pop.hidden = true;
      anchor.removeAttribute("aria-describedby");
      anchor.classList.remove("on");
      const left = anchor;
      anchor = null;
      pinned = false;
      if (back) left.focus({ preventScroll: true });
    };
    const open = (at, pin, label, ...content) => {
      close();
      anchor = at;
      pinned = pin;
      pop.replaceChildren(...content);
      pop.setAttribute("role", pin ? "dialog" : "tooltip");
      if (pin) pop.setAttribute("aria-label", label); else pop.removeAttribute("aria-label");
      if (!pin) at.setAttribute("aria-describedby", "pop");
      at.classList.add("on");
      pop.hidden = false;
      pop.scrollTop = 0;
      // At the line of the mark where the pointer or the focus is, below it if there is room.
      const box = at.getClientRects()[0] || at.getBoundingClientRect();
      const width = document.documentElement.clientWidth, height = innerHeight;
      const left = Math.max(12, Math.min(box.left, width - pop.offsetWidth - 12));
      const below = box.bottom + pop.offsetHeight + 8 < height || box.top < pop.offsetHeight + 60;
      pop.style.setProperty("--x", `${left + scrollX}px`);
      pop.style.setProperty("--y", `${(below ? box.bottom + 6 : box.top - pop.offsetHeight - 6) + scrollY}px`);
      if (pin) pop.focus({ preventScroll: true });
    };
    const note = (at, pin) => {
      const source = document.getElementById(at.hash.slice(1));
      if (!source || source.tagName !== "LI") return false;
      const copyOf = source.cloneNode(true);
      copyOf.lastElementChild.remove();
      const head = one("dfn", copyOf);
      const content = !pin && head ? [head] : [...copyOf.childNodes];
      if (at.dataset.why) content.push(made("p", { className: "why" }, `Rendered otherwise here: ${at.dataset.why}.`));
      const number = at.hash.slice(3);
      if (pin) content.push(made("p", { className: "tools" }, made("a", { href: at.hash }, `Note ${number} in the list`)));
      open(at, pin, `Note ${number}`, ...content);
      return true;
    };
    const soon = (work, time) => { clearTimeout(waiting); waiting = setTimeout(work, time); };
    document.addEventListener("mouseover", (event) => {
      const mark = markAt(event.target);
      if (pinned || matchMedia("(hover: none)").matches) return;
      if (mark && mark !== anchor) soon(() => note(mark, false), 120);
      else if (mark || pop.contains(event.target)) clearTimeout(waiting);
      else soon(close, 200);
    });
    document.addEventListener("focusin", ({ target }) => {
      if (pop.contains(target)) return;
      if (target.matches(MARKS) && target.matches(":focus-visible") && target !== anchor) note(target, false);
      else if (target !== anchor) close();
    });
    document.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      const mark = markAt(event.target), handle = event.target.closest("a.p");
      if (mark && !pop.contains(mark)) {
        if (anchor === mark && pinned) { close(true); event.preventDefault(); }
        else if (note(mark, true)) event.preventDefault();
        else if (mark.hash === "#key") one("#key").open = true;
      } else if (handle) {
        event.preventDefault();
        segment(handle);
      } else if (!pop.contains(event.target) || event.target.closest("a[href^='#']")) close();
      for (const panel of all(".bar details[open]")) {
        if (!panel.contains(event.target) || event.target.closest(".panel a")) panel.open = false;
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        const panel = one(".bar details[open]");
        if (anchor) close(pinned);
        else if (panel) { panel.open = false; one("summary", panel).focus(); }
      } else if (event.key === "Tab" && pinned) {
        // The note stands at the end of the page and is read at its mark: past its last link one is back there.
        const stops = [pop, ...all("a, button", pop)];
        if (document.activeElement === stops.at(event.shiftKey ? 0 : -1)) { event.preventDefault(); close(true); }
      }
    });

    // A sentence: its link, its citation, its Chinese.
    const address = (id) => `${location.href.split("#")[0]}#${id}`;
    const citation = (id) => {
      const whole = one("#chicago").textContent.replace(/\.$/, "");
      // A file's address says where it lies on this machine and is nobody else's business.
      return `${whole}, ${id}.${location.protocol.startsWith("http") ? ` ${address(id)}.` : ""}`;
    };
    const tool = (name, work) => {
      const button = made("button", { type: "button" }, name);
      button.addEventListener("click", work);
      return button;
    };
    const segment = (handle) => {
      const id = decodeURIComponent(handle.hash.slice(1)), whole = document.getElementById(id);
      const chinese = whole.nextElementSibling?.matches(".z") ? whole.nextElementSibling : null;
      const tools = made("p", { className: "tools" }, tool("Copy link", () => copy(address(id))));
      if (one("#chicago")) tools.append(tool("Copy citation", () => copy(citation(id))));
      if (chinese && (chinese.classList.contains("on") || !chinese.getClientRects().length)) {
        tools.append(tool(chinese.classList.contains("on") ? "Hide the Chinese" : "Show the Chinese", () => {
          chinese.classList.toggle("on");
          close(true);
        }));
      }
      try { history.replaceState(null, "", `#${handle.hash.slice(1)}`); } catch { /* not allowed */ }
      open(handle, true, `Segment ${id}`, made("h4", {}, id), tools);
    };

    // The glossary as a table, in Chinese and pinyin too, from the heads of the notes; in three orders.
    const list = one("#glossary p");
    if (list) {
      const rows = all("a", list).map((link) => {
        const head = one("dfn", document.getElementById(link.hash.slice(1)));
        const cell = (node) => made("td", node ? { lang: node.lang } : {}, ...(node ? node.cloneNode(true).childNodes : []));
        return made("tr", {}, made("td", {}, link), cell(one("b", head)), cell(one("i", head)));
      });
      const titles = ["English", "Chinese", "Pinyin"].map((name) => made("th", { scope: "col" }, name));
      const body = made("tbody", {}, ...rows);
      const english = (row) => row.cells[0].textContent, pinyin = (row) => row.cells[2].textContent;
      const number = (row) => Number(one("a", row).hash.slice(3));
      const letters = (of) => (a, b) => of(a).localeCompare(of(b), "en", { sensitivity: "base" });
      const orders = [["English", letters(english)], ["Pinyin", letters(pinyin)], ["Appearance", (a, b) => number(a) - number(b)]];
      const buttons = orders.map(([name, compare], place) => {
        const button = tool(name, () => {
          body.append(...[...body.rows].sort(compare));
          for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
        });
        button.setAttribute("aria-pressed", String(!place));
        return button;
      });
      list.replaceWith(
        made("p", { className: "orders" }, "In the order of ", ...buttons),
        made("table", {}, made("thead", {}, made("tr", {}, ...titles)), body),
      );
    }

    // Finding: Chinese in either script, English, pinyin with or without tones.
    const find = one("#find"), found = one("#found");
    one("#panel-search").hidden = false;
    const simplified = new Map();
    for (let rest = [...find.dataset.pairs]; rest.length; rest = rest.slice(2)) simplified.set(rest[0], rest[1]);
    const HAN = /[\u3007\u3400-\u9fff\uf900-\ufaff]/;
    const plain = (char) => {
      const base = char.toLowerCase().normalize("NFD").replace("u\u0308", "v").replace(/[\u0300-\u036f]/g, "");
      return { "’": "'", "‘": "'", "“": '"', "”": '"' }[base] ?? simplified.get(base) ?? base;
    };
    const squeezed = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
    // The letters of a unit as they are compared, each with its place; `tight` is without blanks and marks.
    const letters = (node, tight) => {
      const text = [], places = [], starts = new Set();
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      for (let at = walker.nextNode(), apart = true; at; at = walker.nextNode()) {
        const parent = at.parentElement;
        if (parent.closest("sup") || (parent.closest(".y") && !node.matches(".y"))) continue;
        for (let i = 0; i < at.data.length; i++) {
          const char = plain(at.data[i]);
          if (tight && !squeezed(char)) { apart = apart || char !== "'"; continue; }
          if (apart) starts.add(text.length);
          apart = false;
          for (const c of char) { text.push(c); places.push([at, i]); }
        }
      }
      return { text: text.join(""), places, starts };
    };
    let units = null;
    const prepared = () => units ??= all("#introduction p, .s, .z, .y, .gloss, #notes li, #works li").map((node) => ({
      node, loose: letters(node, false), tight: letters(node, true),
    }));
    const matches = (query) => {
      const asked = [...query.trim()].map(plain).join("");
      const tight = squeezed(asked), han = HAN.test(asked);
      const ranges = [];
      if (!tight || (!han && tight.length < 2)) return ranges;
      for (const { node, loose, tight: close } of prepared()) {
        const pinyin = node.matches(".y");
        const [stream, wanted] = han || pinyin ? [close, tight] : [loose, asked];
        for (let at = stream.text.indexOf(wanted); at >= 0; at = stream.text.indexOf(wanted, at + wanted.length)) {
          if (pinyin && !stream.starts.has(at)) continue;
          const range = document.createRange();
          const [first, start] = stream.places[at], [last, end] = stream.places[at + wanted.length - 1];
          range.setStart(first, start);
          range.setEnd(last, end + 1);
          ranges.push(range);
        }
      }
      return ranges;
    };
    let hits = [], current = -1, opened = [];
    const coloured = window.CSS?.highlights && document.adoptedStyleSheets;
    if (coloured) {
      // Not in the style sheet of the page: only a script paints them, and validators do not know them yet.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("::highlight(find){background:var(--mark);color:var(--ink)}"
        + "::highlight(now){background:var(--link);color:var(--paper)}");
      document.adoptedStyleSheets.push(sheet);
    }
    const colour = (name, ranges) => {
      if (coloured) CSS.highlights.set(name, new Highlight(...ranges));
    };
    const show = (index) => {
      current = hits.length ? (index + hits.length) % hits.length : -1;
      for (const node of opened) node.classList.remove("on", "found");
      opened = [];
      found.textContent = hits.length ? `${current + 1} of ${hits.length}` : find.value.trim() ? "not found" : "";
      colour("find", hits);
      colour("now", current < 0 ? [] : [hits[current]]);
      if (current < 0) return;
      const place = hits[current].startContainer.parentElement;
      const chinese = place.closest(".z"), unit = place.closest(".s, .z, li, p");
      if (chinese && !chinese.classList.contains("on") && !place.getClientRects().length) {
        chinese.classList.add("on");
        opened.push(chinese);
      }
      if (!coloured) { unit.classList.add("found"); opened.push(unit); }
      place.scrollIntoView({ block: "center", behavior: "instant" });
    };
    let typing = 0;
    const search = () => { hits = matches(find.value); show(0); };
    find.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(search, 150); });
    find.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      show(current + (event.shiftKey ? -1 : 1));
    });
    one("#next").addEventListener("click", () => show(current + 1));
    one("#previous").addEventListener("click", () => show(current - 1));
    one("#panel-search").addEventListener("toggle", ({ target }) => {
      if (target.open) find.focus();
      else { find.value = ""; search(); }
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
