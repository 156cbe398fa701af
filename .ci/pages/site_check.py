#!/usr/bin/env python3
"""Shows the pages of a site in a browser, and fails on what a reader would stumble over.

Each page is laid out at three widths, in light and in dark, with all that is closed opened. A missing
picture, a dead link or anchor, a formula that did not become math, anything wider than the page and
what axe-core finds are findings. Then it is used without a mouse: Tab has to lead to all there is in
the bar and to the chapters, each visibly, and the search to a heading of every page.

    site_check.py AXE SITE…

AXE is axe.min.js, and a SITE a folder that website.py wrote.
"""

import argparse
import json
import pathlib
import sys

import check
import chromium

HERE = pathlib.Path(__file__).parent
WIDTHS = [360, 768, 1280]
SCHEMES = ["light", "dark"]
# WCAG 2.0 to 2.2, A and AA, and what axe-core calls best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPENED = """
for (const details of document.querySelectorAll("details")) details.open = true;
for (const image of document.images) image.loading = "eager";
Promise.allSettled([...document.images].map((image) => image.decode())).then(() => 0)
"""
AXE = """
axe.run({ runOnly: %s, resultTypes: ["violations"] }).then((result) => result.violations.flatMap((violation) =>
  violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.target.join(" ")}`)))
"""
MEASURED = """
(() => {
  const result = measured(document.querySelector("main"), { edge: innerWidth, scrollers: ".scroll, pre, math" });
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) result.findings.push(["width", `the page is ${over} px too wide`]);
  return result;
})()
"""
FOCUSED = """
(() => {
  const place = document.activeElement;
  const part = [".skip", ".menu", ".home", ".search input", ".theme", ".pages a", ".contents", "main"]
    .find((selector) => place.matches(`${selector}, ${selector} *`)) ?? "";
  const box = place.getBoundingClientRect();
  return { part, name: place.getAttribute("aria-label") ?? place.textContent.trim().slice(0, 40),
    isMarked: getComputedStyle(place).outlineStyle != "none" && box.width > 0 && box.bottom > 0 && box.top < innerHeight };
})()
"""
# The last heading's words, and the address that leads to it.
HEADING = """
(() => {
  const heading = [...document.querySelectorAll("main :is(h1, h2, h3)")].at(-1);
  const copy = heading.cloneNode(true);
  for (const part of copy.querySelectorAll(".permalink, annotation")) part.remove();
  return [copy.textContent.trim(), new URL(heading.localName == "h1" ? "" : `#${heading.id}`, location).href];
})()
"""
STOPS = {360: [".skip", ".menu", ".search input", ".theme", "main"],
         1280: [".skip", ".home", ".search input", ".theme", ".pages a", "main"]}


def layout(browser, page, axe):
    """What each page looks like: its findings, links and anchors."""
    result = {"findings": {}, "links": [], "anchors": []}
    script = (HERE / "measure.js").read_text()
    for width in WIDTHS:
        browser.size(width)
        browser.open(page.as_uri())
        browser.ask(OPENED)
        browser.ask(f"{axe}\n{script}\n0")
        for scheme in SCHEMES:
            browser.scheme(scheme)
            measured = browser.ask(MEASURED)
            found = [*measured["findings"], *(["access", text] for text in browser.ask(AXE % json.dumps(RULES)))]
            for kind, text in found:
                result["findings"].setdefault((kind, text), []).append(f"{width} px, {scheme}")
            result["links"], result["anchors"] = measured["links"], measured["anchors"]
    return result


def keyboard(browser, page):
    """What the keyboard does not reach, or reaches without a sign of it."""
    browser.scheme("light")
    for width, expected in STOPS.items():
        browser.size(width)
        browser.open(page.as_uri())
        reached = []
        for _ in range(60):
            browser.press("Tab")
            place = browser.ask(FOCUSED)
            if not place["isMarked"]:
                yield f"at {width} px Tab leads to {place['part']} \"{place['name']}\", where nothing shows it"
            if place["part"] in expected and place["part"] not in reached:
                reached.append(place["part"])
            if place["part"] == "main":
                break
        if reached != expected:
            yield f"at {width} px Tab leads to {' '.join(reached)}, not to {' '.join(expected)}"
    browser.open(page.as_uri())
    browser.press("Tab")
    browser.press("Enter")
    if browser.ask("location.hash") != "#content" or browser.ask(FOCUSED)["part"] != "main":
        yield "the first link does not lead to the content"
    yield from narrow(browser, page)
    yield from mode(browser, page)


def narrow(browser, page):
    browser.size(WIDTHS[0])
    browser.open(page.as_uri())
    browser.ask("scrollTo(0, 1e6)")
    shown = "getComputedStyle(document.querySelector('.pages')).display != 'none'"
    before = browser.ask(shown)
    browser.ask("document.querySelector('.menu').focus()")
    browser.press("Enter")
    during, place = browser.ask(shown), browser.ask(FOCUSED)
    browser.press("Escape")
    if [before, during, browser.ask(shown)] != [False, True, False] or place["part"] != ".pages a" or not place["isMarked"]:
        yield f"at {WIDTHS[0]} px the chapters do not open with Enter and close with Escape"


def mode(browser, page):
    browser.size(WIDTHS[-1])
    browser.open(page.as_uri())
    ground = "getComputedStyle(document.body).backgroundColor"
    light = browser.ask(ground)
    browser.ask("document.querySelector('.theme').focus()")
    browser.press("Enter")
    dark = browser.ask(ground)
    browser.open("about:blank")
    browser.open(page.as_uri())
    kept = browser.ask(ground)
    browser.ask("localStorage.clear()")
    if light == dark or kept != dark:
        yield "the mode is not changed with Enter and remembered"


def search(browser, pages):
    """Whether the search of each page leads to a heading of the next one."""
    browser.size(WIDTHS[-1])
    wanted = []
    for page in pages:
        browser.open(page.as_uri())
        wanted.append((page, *browser.ask(HEADING)))
    for (page, words, address), start in zip(wanted, [pages[-1], *pages]):
        browser.open("about:blank")
        browser.open(start.as_uri())
        browser.press("/")
        browser.write(words)
        browser.ask("new Promise((done) => { const wait = () => document.querySelector('.panel').hidden && wait.left-- "
                    "? setTimeout(wait, 20) : done(); wait.left = 100; wait(); })")
        chosen = "document.querySelector('.panel [aria-selected=true]')?.id ?? ''"
        found = browser.ask("[...document.querySelectorAll('.panel li')].map((item) => new URL(item.dataset.href, location).href)")
        if address not in found:
            yield page, f"the search for \"{words}\" does not lead to it"
            continue
        first = browser.ask(chosen)
        browser.press("ArrowDown")
        second = browser.ask(chosen)
        browser.press("ArrowUp")
        if browser.ask(chosen) != first or len(found) > 1 and second == first:
            yield page, "arrows do not move through what was found"
        browser.press("Escape")
        if not browser.ask("document.querySelector('.panel').hidden"):
            yield page, "Escape does not close the search"
        browser.write(" ")
        for _ in range(found.index(address)):
            browser.press("ArrowDown")
        browser.events.clear()
        browser.press("Enter")
        browser.follow()
        if browser.ask("location.href") != address:
            yield page, f"Enter does not lead to \"{words}\""


def findings(site, axe):
    """All findings as (page, kind, text), in the order of the pages."""
    pages = sorted(site.resolve().rglob("*.html"), key=lambda page: (page.name != "index.html", page))
    result = []
    with chromium.Browser() as browser:
        report = {("site", page): layout(browser, page, axe) for page in pages}
        for (way, page), shown in report.items():
            for (kind, text), places in shown["findings"].items():
                at = "" if len(places) == len(WIDTHS) * len(SCHEMES) else f" (at {'; '.join(places)})"
                result.append((page, kind, text + at))
            for link in dict.fromkeys(shown["links"]):
                if problem := check.dead_link(link, way, page, report):
                    result.append((page, "link", problem))
            doubled = {anchor for anchor in shown["anchors"] if shown["anchors"].count(anchor) > 1}
            result += [(page, "anchor", f"{anchor} stands twice") for anchor in sorted(doubled)]
            result += [(page, "keyboard", text) for text in keyboard(browser, page)]
        result += [(page, "search", text) for page, text in search(browser, pages)]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("axe", type=pathlib.Path)
    parser.add_argument("sites", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    axe = options.axe.read_text()
    found = [finding for site in options.sites for finding in findings(site, axe)]
    for page, kind, text in found:
        print(f"{page}: {kind}: {text}")
    if found:
        sys.exit(1)
    print(f"sites: every page is whole at {', '.join(map(str, WIDTHS))} px, in light and dark, and without a mouse")


if __name__ == "__main__":
    main()
