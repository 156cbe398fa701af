extension Samples {
  /// A template that uses every construct once.
  static let template = """
    # A

    The ratio is {{ growth.sgd.normRatio | fixed:3 }} {{ growth.sgd.normRatio | unit }}, the effect
    {{ growth.adam.effect | interval:2 }}, a share of {{ growth.share | percent:1 | signed }}.
    {% if growth.sgd.grows and not (growth.share < 0.5 or claims.role-of-g.outcome == "mixed") %}
    It grows {{ growth.sgd.word }}, {{ growth.sgd.decreases | abs | plain }} times.
    {% elsif growth.sgd.normRatio | over: growth.share > 1 %}
    Or {{ growth.spec.rates | join }}.
    {% else %}
    It does not; see {% figref norms %}.
    {% endif %}
    {% for k in ["sgd", "adam"] %}
    - {{ k }}: {{ growth.[k].normRatio | significant:3 }}
    {% endfor %}
    {% include "part.md" %}
    {% source %}
    The page says 24 hours, 3.5 times, 10 %.
    {% endsource %}
    {% comment %} nothing {{ of it }} {% endcomment %}

    Inline $`\\lVert v \\rVert`$ and [a link](https://example.org).

    ```math
    w = \\frac{g}{\\lVert v \\rVert} v
    ```

    """

  static let claimCells = [
    "```claim\nclaim: role-of-g\n```\n",
    "```table\nverdicts: What g is\n```\n",
    """
    ```table
    columns: [arm, ratio]
    rows:
      - ["sgd", "{{ growth.sgd.normRatio | fixed:2 }}"]
      - {each: k, in: ["sgd", "adam"], row: ["{{ k }}", "{{ growth.[k].normRatio | plain }}"]}
    ```

    """,
  ]

  /// A figure of every kind.
  static let figureCells = [
    """
    curves:
      - {series: growth.sgd.norm, label: SGD, style: sgd, band: extremes, seeds: true}
      - {series: growth.adam.norm, label: "Adam", style: adam, markers: true}
    references:
      - {horizontal: growth.share, label: theory}
      - {curve: {x: [1, 2, 3], y: [1, 4, 9]}, label: square}
    x: {scale: log, label: steps, min: 1, max: 100}
    y: {min: 0, integer: true}
    """,
    """
    points:
      - {x: [1, 2, 3], y: [growth.share, 2, 3], label: dots, style: wn, shape: circle}
    arrows:
      - {label: v, style: direction, tail: [0, 0], head: [growth.share, 1], dashed: true}
    circles:
      - {label: unit, center: [0, 0], radius: 1}
    x: {label: first}
    y: {label: second}
    """,
    """
    columns: 2
    shareY: true
    width: 640
    height: 300
    panels:
      - title: bars
        y: {label: mean}
        bars:
          categories: ["one", "two"]
          series:
            - {label: a, style: sgd, values: [growth.share, 2]}
      - title: intervals
        x: {label: effect}
        intervals:
          margin: 0.5
          rows:
            - {label: row, style: adam, value: growth.adam.effect}
    """,
    """
    stack:
      layers:
        - {series: growth.sgd.norm, label: first}
        - {series: growth.adam.norm, label: second}
    """,
    """
    heatMap:
      categories: [a, b]
      rows:
        - {values: [growth.share, blowUp], label: one}
        - {values: [-2, empty], label: two}
      color: {label: loss, scale: linear}
      ramp: diverging
    y: {label: rows}
    """,
    """
    heatMap:
      rows:
        - {each: k, in: [sgd, adam], series: "growth.[k].norm", label: "{{ k }}"}
      color: {scale: log}
    """,
    """
    histogram:
      samples:
        - {series: growth.sgd.norm, seeds: true, label: SGD, style: sgd}
        - {values: [0.1, 0.2, growth.share], label: by hand, style: wn}
      height: shares
      bins: 20
    x: {label: value}
    """,
  ].map { figure in
    "```figure\nid: norms\ncaption: A figure.\nalt: >-\n  It shows {{ growth.share | fixed:2 }}.\n"
      + figure + "\n```\n"
  }

  /// What a template's grammar is made of.
  static let pieces = [
    "{{ ", " }}", "{% ", " %}", "{%", "%}", "{% if growth.sgd.grows %}", "{% else %}",
    "{% elsif growth.sgd.grows %}", "{% endif %}", "{% raw %}", "{% endraw %}",
    "{% for k in [1, 2] %}", "k", " in ",
    "{% endfor %}", "{% source %}", "{% endsource %}", "{% comment %}", "{% endcomment %}",
    "{% figref norms %}", "{% include \"part.md\" %}", "growth", "growth.share", "growth.[k]", "[",
    "]", ".", " | ", " | abs", "fixed:2", "fixed", ":", "\"", "\"sgd\"", "1", "-", "0.5", "12 %",
    "3×", "(", ")", "==", "<", " and ", " or ", "not ", "```figure\n", "```table\n", "```claim\n",
    "```math\n", "```\n", "```", "`", "$`", "`$", "$", "|", "‖", "id: a\n", "caption: b\n",
    "alt: >-\n  ", "curves:\n  - ", "{series: growth.sgd.norm}", "rows: [[a]]", "columns: [a]\n",
    "- ", "\n", "\n\n", " ", "# ", "[a](b)", "![", "](", "<a name=\"", "<", ">", "https://",
    "é", "&x ", "*x ", "<<: *x\n", "? ", "!!a ", "%YAML 1.1\n", "---\n", "...\n", "{", "}", ", ",
    "a: ", " #", "# ", "#3", ": ", "!a ", "- {{ growth.share }}", "[{{ growth.share }}]", "@", "~",
    "yes",
    "label: 𝐰", "w\u{304}", "重", "\"\\u202E\"", "\"\\0\"", "min: 10, max: 1", "scale: log, min: 0",
    "categories: [{each: k, in: [a], label: \"{{ k }}\"}]\n", "[{each: k, in: [1], value: k}]",
    "[k]",
    "label: a, style: sgd", "style: red", "| round(2)", "| fixed(2)", "0x10", "{% figref 1 %}",
    "  ", "|-\n", ">-\n", "'", "1.5.5", "e5", "× ", "growth.adam.effect | interval:2",
  ]
}
