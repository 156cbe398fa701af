// What a reader of this page would stumble over, and where its links and anchors are. Nothing may reach
// beyond `edge`, and what matches `scrollers` may hold more than it shows.
function measured(article, { edge = innerEdge(article), scrollers = "" } = {}) {
  const findings = [];
  const excerpt = (text) => text.trim().replace(/\s+/g, " ").slice(0, 60);

  for (const image of document.images) {
    if (!image.naturalWidth) findings.push(["image", `${image.getAttribute("src")} is not shown`]);
  }

  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest("math, pre, script")) continue;
    const isCode = text.parentElement.closest("code");
    const isTeX = isCode
      ? text.parentElement.previousSibling?.textContent.endsWith("$")
      : /\$|\\[A-Za-z]+/.test(text.data);
    if (isTeX) findings.push(["formula", `"${excerpt(text.data)}" is not math`]);
  }
  for (const error of document.querySelectorAll("merror, .math:not(:has(math))")) {
    findings.push(["formula", `"${excerpt(error.textContent)}" is not math`]);
  }

  for (const element of article.querySelectorAll("*")) {
    const isInside = element.parentElement.closest(".scroll, table, pre, math");
    if (isInside) continue;
    const over = Math.max(
      element.getBoundingClientRect().right - edge,
      ["inline", "none"].includes(getComputedStyle(element).display) || (scrollers && element.matches(scrollers))
        ? 0 : element.scrollWidth - element.clientWidth);
    if (over > 1.5) {
      const text = `${element.localName} "${excerpt(element.textContent)}"`;
      findings.push(["width", `${text} is ${Math.round(over)} px too wide`]);
    }
  }

  return {
    findings,
    links: [...document.links].map((link) => link.getAttribute("href")),
    anchors: [...document.querySelectorAll("[id], a[name]")].map((place) => place.id || place.name),
  };
}

function innerEdge(article) {
  return article.getBoundingClientRect().right - parseFloat(getComputedStyle(article).paddingRight);
}
