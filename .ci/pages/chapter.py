"""The pages of a report as pandoc reads them, each anchor on what it names and each picture with its caption."""

import json
import re

import markdown

NAME = re.compile(r'<a name="([^"]+)">')
# What a cell becomes, by the beginning of its anchor.
KINDS = {"fig-": "figure", "claim-": "claim"}
# What pandoc's formulas need to look as they are meant.
FORMULAS = [(re.compile(pattern), replacement) for pattern, replacement in [
    # The bars of a norm, which it writes as the sign of parallels, with its wide spaces.
    (r'(<mo [^>]*form="[a-z]+fix">)∥</mo>', r"\1‖</mo>"),
    # Parentheses round what is no higher than a line, which browsers draw too large and too far apart.
    (r'<mo stretchy="true" form="prefix">\(</mo>((?:(?!<mfrac|<mtable|<mo stretchy="true").)*)'
     r'<mo stretchy="true" form="postfix">\)</mo>',
     r'<mo stretchy="false" form="prefix">(</mo>\1<mo stretchy="false" form="postfix">)</mo>'),
    # A sign that subtracts nothing.
    (r"((?:<mo[^>]*>[=,(<>≤≥≈]</mo>)<mo)>−</mo>", r'\1 form="prefix">−</mo>'),
]]


class Chapter:
    """One page of a report; what a link, a picture and a heading become is for those to say who make something of it."""

    def __init__(self, path, reader):
        self.path = path
        self.document = json.loads(markdown.run("pandoc", "-f", reader, "-t", "json", text=path.read_text()))
        self.changes = {"Link": self.link, "Image": self.image}

    def html(self, *options):
        text = markdown.run(
            "pandoc", "-f", "json", "-t", "html5", "--mathml", "--wrap=none", *options,
            text=json.dumps(self.document))
        for pattern, replacement in FORMULAS:
            text = pattern.sub(replacement, text)
        return text

    def identifier(self, anchor):
        return anchor

    def blocks(self, blocks):
        """Anchors join what they stand before; pictures join their captions."""
        result = []
        anchor = None
        for block in formulas(blocks):
            content = block.get("c")
            if block["t"] == "Para" and (names := self.names(content)):
                anchor = names[0]
                content = block["c"] = [part for part in content if part["t"] != "RawInline"]
                while content and content[0]["t"] == "SoftBreak":
                    content.pop(0)
                if not content:
                    continue
            is_picture = block["t"] == "Para" and [part["t"] for part in content] == ["Image"]
            is_caption = self.is_caption(block) and result and result[-1]["t"] == "Div" \
                and "figure" in result[-1]["c"][0][1]
            block = self.inside(block)
            if block["t"] == "Header":
                result.append(self.heading(block, anchor))
            elif anchor and block["t"] == "RawBlock":
                # The beginning of something, which no division can hold alone.
                result += [self.division(self.identifier(anchor), "", []), block]
            elif anchor or is_picture:
                kind = next((kind for prefix, kind in KINDS.items() if (anchor or "fig-").startswith(prefix)), "")
                result.append(self.division(anchor and self.identifier(anchor), kind, [block]))
            elif is_caption:
                result[-1]["c"][1].append(self.division(None, "caption", [block]))
            else:
                result.append(block)
            anchor = None
        return result

    @staticmethod
    def names(inlines):
        return [match[1] for part in inlines if part["t"] == "RawInline"
                if (match := NAME.match(part["c"][1]))]

    def division(self, identifier, kind, blocks):
        return {"t": "Div", "c": [[identifier or "", [kind] if kind else [], []], blocks]}

    @staticmethod
    def is_caption(block):
        if block["t"] != "Para":
            return False
        first = block["c"][0]
        return first["t"] == "Strong" and first["c"][0].get("c") == "Figure" \
            or first["t"] == "Emph" and len(block["c"]) == 1

    def inside(self, node):
        """A node with all that is in it changed."""
        if isinstance(node, list):
            return [self.inside(child) for child in formulas(node)]
        if not isinstance(node, dict):
            return node
        if change := self.changes.get(node.get("t")):
            return change(node)
        return {key: self.inside(child) for key, child in node.items()}


def formulas(nodes):
    """A list in which what GitHub reads as formulas, $`…`$ and math blocks, are some for pandoc too."""
    result = []
    for node in nodes:
        kind = node.get("t") if isinstance(node, dict) else None
        if kind == "Str" and node["c"].startswith("$") and len(result) > 1 \
                and result[-1]["t"] == "Code" and result[-2]["t"] == "Str" and result[-2]["c"].endswith("$"):
            tex = result.pop()["c"][1]
            opening = result.pop()["c"][:-1]
            result += [*string(opening), math("InlineMath", tex), *string(node["c"][1:])]
        elif kind == "CodeBlock" and node["c"][0][1] == ["math"]:
            result.append({"t": "Para", "c": [math("DisplayMath", node["c"][1])]})
        else:
            result.append(node)
    return result


def math(kind, tex):
    return {"t": "Math", "c": [{"t": kind}, tex]}


def string(text):
    return [{"t": "Str", "c": text}] if text else []


def plain(inlines):
    """The words of a text."""
    return "".join(word(part) for part in inlines)


def word(part):
    kind, content = part["t"], part.get("c")
    if kind == "Str":
        return content
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Code", "Math"):
        return content[1]
    if kind in ("Link", "Span", "Image", "Quoted"):
        return plain(content[1])
    return "" if kind == "RawInline" else plain(content)
