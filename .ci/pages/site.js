// Menu, mode, contents and search. Without it the pages are whole, but for these.
const root = document.documentElement;
const find = (selector) => document.querySelector(selector);
const wide = matchMedia("(min-width: 78rem)");

// The chapters, which a narrow screen shows when asked for.
const menu = find(".menu");
const pages = find(".pages");
menu.hidden = false;
const toggleMenu = (open) => {
  pages.classList.toggle("open", open);
  menu.setAttribute("aria-expanded", open);
};
menu.addEventListener("click", () => {
  toggleMenu(!pages.classList.contains("open"));
  if (pages.classList.contains("open")) pages.querySelector("[aria-current]").focus();
});
pages.addEventListener("focusout", (event) => {
  if (event.relatedTarget && event.relatedTarget != menu && !pages.contains(event.relatedTarget)) toggleMenu(false);
});
addEventListener("keydown", (event) => {
  if (event.key != "Escape" || !pages.classList.contains("open")) return;
  toggleMenu(false);
  menu.focus();
});
addEventListener("click", (event) => {
  if (!event.target.closest(".pages, .menu")) toggleMenu(false);
});

// Light and dark: the system's, until the reader chooses.
const theme = find(".theme");
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) == "dark";
const nameTheme = () => {
  theme.textContent = isDark() ? "Light" : "Dark";
  theme.setAttribute("aria-label", `${theme.textContent} mode`);
};
theme.hidden = false;
nameTheme();
dark.addEventListener("change", nameTheme);
theme.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  nameTheme();
  try {
    localStorage.setItem("theme", root.dataset.theme);
  } catch {
    // A browser that keeps nothing: the choice holds for this page.
  }
});

// What is on this page: beside it on a wide screen, else above it and closed; the section in view is marked.
const contents = find(".contents");
if (contents) {
  const arrange = () => { contents.open = wide.matches; };
  arrange();
  wide.addEventListener("change", arrange);
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const headings = [...document.querySelectorAll("main :is(h2, h3)")].filter((heading) => links.has(heading.id));
  const mark = () => {
    const edge = parseFloat(getComputedStyle(root).scrollPaddingTop) + 16;
    const current = headings.findLast((heading) => heading.getBoundingClientRect().top <= edge);
    for (const [id, link] of links) {
      if (id == current?.id) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", mark, { passive: true });
  mark();
}

// What a link leads to may lie in something closed; what is printed is open.
const reveal = () => {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let around = place?.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  if (place?.closest("details")) place.scrollIntoView();
};
addEventListener("hashchange", reveal);
reveal();
addEventListener("beforeprint", () => {
  for (const closed of document.querySelectorAll("main details:not([open])")) {
    closed.open = true;
    addEventListener("afterprint", () => { closed.open = false; }, { once: true });
  }
});

// A box that scrolls can be reached with the keyboard.
const scrollers = [...document.querySelectorAll(".scroll, main pre, math[display=block]")];
const reach = () => {
  for (const box of scrollers) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};
new ResizeObserver(reach).observe(find("main"));
document.addEventListener("toggle", reach, true);

// Search: all words must stand in a section, and where they stand decides its rank.
const form = find(".search");
const input = form.querySelector("input");
const panel = form.querySelector(".panel");
const list = form.querySelector("ul");
const tally = form.querySelector(".tally");
const most = 12;
let sections;
let active = -1;

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => folded(text).match(/[\p{L}\p{N}‖]+/gu) ?? [];

// The index is a script, since a page that is a file may not fetch one.
window.wnreportSearch = (entries) => {
  sections = entries.map(([href, page, title, text]) => ({
    href, page, title, text, titleWords: wordsOf(title), textWords: wordsOf(text),
  }));
  show();
};
const load = () => {
  if (document.getElementById("index")) return;
  const script = document.createElement("script");
  script.id = "index";
  script.src = `${root.dataset.root}assets/search.js`;
  document.head.append(script);
};

const rank = (section, words) => {
  let sum = 0;
  for (const word of words) {
    const best = Math.max(
      section.titleWords.includes(word) ? 8 : 0,
      section.titleWords.some((other) => other.startsWith(word)) ? 5 : 0,
      section.textWords.includes(word) ? 2 : 0,
      section.textWords.some((other) => other.startsWith(word)) ? 1 : 0);
    if (!best) return 0;
    sum += best;
  }
  return sum + (folded(section.title).includes(folded(input.value.trim())) ? 6 : 0)
    + (folded(section.text).includes(folded(input.value.trim())) ? 2 : 0);
};

// The text round the first word that was found, with all of them marked.
const marked = (text, words) => {
  const hit = [...text.matchAll(/[\p{L}\p{N}‖]+/gu)].find(([word]) => words.some((other) => folded(word).startsWith(other)));
  const start = Math.max(0, text.lastIndexOf(" ", Math.max(0, (hit?.index ?? 0) - 40)) + 1);
  const end = start + 150 < text.length ? text.lastIndexOf(" ", start + 150) : text.length;
  const excerpt = (start ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
  return excerpt.split(/([\p{L}\p{N}‖]+)/u).map((part) => {
    if (!words.some((word) => folded(part).startsWith(word))) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
};

const choose = (place) => {
  active = place;
  for (const [number, item] of [...list.children].entries()) item.setAttribute("aria-selected", number == active);
  const item = list.children[active];
  if (item) input.setAttribute("aria-activedescendant", item.id);
  else input.removeAttribute("aria-activedescendant");
  item?.scrollIntoView({ block: "nearest" });
};

const close = () => {
  panel.hidden = true;
  input.setAttribute("aria-expanded", false);
  choose(-1);
};

const show = () => {
  const words = wordsOf(input.value);
  if (!words.length || !sections) return close();
  const found = sections.map((section) => [rank(section, words), section])
    .filter(([score]) => score).sort(([a], [b]) => b - a).map(([, section]) => section);
  list.replaceChildren(...found.slice(0, most).map((section, number) => {
    const item = document.createElement("li");
    item.id = `found-${number}`;
    item.role = "option";
    item.dataset.href = root.dataset.root + section.href;
    for (const [name, content] of [["where", [section.page]], ["title", marked(section.title, words)], ["excerpt", marked(section.text, words)]]) {
      if (name == "where" && section.title == section.page) continue;
      const part = document.createElement("span");
      part.className = name;
      part.append(...content);
      item.append(part);
    }
    return item;
  }));
  tally.textContent = found.length > most ? `The first ${most} of ${found.length} places`
    : found.length ? `${found.length} ${found.length == 1 ? "place" : "places"}` : "Nothing was found";
  panel.hidden = false;
  input.setAttribute("aria-expanded", true);
  choose(found.length ? 0 : -1);
};

const follow = (item) => {
  if (!item) return;
  close();
  input.blur();
  location.href = item.dataset.href;
};

form.hidden = false;
input.addEventListener("focus", load);
input.addEventListener("focus", show);
input.addEventListener("input", show);
input.addEventListener("keydown", (event) => {
  const count = list.children.length;
  if (event.key == "ArrowDown" && count) choose((active + 1) % count);
  else if (event.key == "ArrowUp" && count) choose((active + count - 1) % count);
  else if (event.key == "Escape") {
    if (panel.hidden) input.blur();
    close();
  } else return;
  event.preventDefault();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  follow(list.children[active]);
});
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", (event) => follow(event.target.closest("li")));
form.addEventListener("focusout", (event) => {
  if (!form.contains(event.relatedTarget)) close();
});
addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key != "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  input.focus();
});
