extension TemplateTag {
  /// What the reference says of it; a tag that only ends a block is told where the block is.
  var entry: LanguageEntry? {
    switch self {
    case .if:
      LanguageEntry(
        rawValue, form: "{% if CONDITION %}…{% endif %}", "text for when a condition holds",
        "{% if growth.sgd.decreases == 0 %}It never shrank.{% endif %}", gives: "It never shrank.")
    case .elsif:
      LanguageEntry(
        rawValue, form: "{% elsif CONDITION %}", "else, when another one holds",
        "{% if growth.adam.decreases == 0 %}never{% elsif growth.adam.decreases < 0.05 %}rarely"
          + "{% endif %}", gives: "rarely")
    case .else:
      LanguageEntry(
        rawValue, form: "{% else %}", "when none of them holds",
        "{% if growth.adam.decreases == 0 %}never{% else %}at times{% endif %}", gives: "at times")
    case .for:
      LanguageEntry(
        rawValue, form: "{% for k in LIST %}…{% endfor %}", "its text once a value of a list",
        """
        {% for k in ["sgd", "adam"] %}
        - {{ k }}: {{ growth.[k].normRatio | times:1 }}
        {% endfor %}
        """, gives: "- sgd: 2.5×\n- adam: 2.2×")
    case .include:
      LanguageEntry(
        rawValue, form: "{% include \"FILE\" %}",
        "the text of another file of the folder, filled here",
        "{% include \"note.md\" %}", gives: "Measured with 20 seeds.")
    case .source:
      LanguageEntry(
        rawValue, form: "{% source %}…{% endsource %}",
        "text with numbers that no run measured: a quotation, a version, a price",
        "{% source %}The paper reports 7.31 %.{% endsource %}", gives: "The paper reports 7.31 %.")
    case .raw:
      LanguageEntry(
        rawValue, form: "{% raw %}…{% endraw %}",
        "text that stays as it is: neither holes nor tags nor cells are read in it",
        "`{% raw %}{{ growth.seeds.count }}{% endraw %}`", gives: "`{{ growth.seeds.count }}`")
    case .comment:
      LanguageEntry(
        rawValue, form: "{% comment %}…{% endcomment %}", "a note that no page shows",
        "Before{% comment %} ask why {% endcomment %}, after", gives: "Before, after")
    case .figref:
      LanguageEntry(
        rawValue, form: "{% figref ID %}", "a link to a figure by its number, from any page",
        "as {% figref norms %} shows", gives: "as [Figure 1 of chapter 2](02-b.md#fig-norms) shows")
    case .endif, .endfor, .endsource, .endraw, .endcomment: nil
    }
  }
}
