extension LanguageSection {
  static let names = LanguageSection(
    "Holes and names",
    """
    A hole prints a recorded value by its full name, which begins with that of its experiment. \
    `wnreport show growth` lists the names. A number needs a format: see `wnreport help filters`.
    """,
    [
      LanguageEntry(
        "{{ }}", form: "{{ NAME | FILTER }}", "a value in the text",
        "The norm grew by {{ growth.sgd.normRatio | times:1 }}.", gives: "The norm grew by 2.5×."),
      LanguageEntry(
        "title", form: "EXPERIMENT.title", "what an experiment is called",
        "{{ rate-allocation.title }}",
        gives: "Is the gain an allocation of the learning rate?"),
      LanguageEntry(
        "spec", form: "EXPERIMENT.spec.NAME", "what was set, not measured",
        "{{ growth.spec.steps }} steps", gives: "3000 steps"),
      LanguageEntry(
        "seeds", form: "EXPERIMENT.seeds", "the list of its seeds",
        "{{ growth.seeds.count }} seeds", gives: "20 seeds"),
      LanguageEntry(
        "count", form: "LIST.count", "how many values a list has",
        "{{ growth.spec.arms.count }} rules", gives: "6 rules"),
      LanguageEntry(
        "estimate", form: "INTERVAL.estimate", "the estimate of an interval",
        "{{ rate-allocation.replay.above.estimate | fixed:2 }}", gives: "0.46"),
      LanguageEntry(
        "low", form: "INTERVAL.low", "its lower end",
        "{{ rate-allocation.replay.above.low | fixed:2 }}", gives: "0.33"),
      LanguageEntry(
        "high", form: "INTERVAL.high", "its upper end",
        "{{ rate-allocation.replay.above.high | fixed:2 }}", gives: "0.59"),
      LanguageEntry(
        "report.title", "what the notebook calls itself", "{{ report.title }}", gives: "templates"),
      LanguageEntry(
        "report.profile", "the profile that the report was made with",
        "{{ report.profile }}", gives: "default"),
      LanguageEntry(
        "\"…\"", "a text by itself, which may hold what else would be read",
        "`{{ \"{{\" }}` begins a hole", gives: "`{{` begins a hole"),
    ])

  static let claims = LanguageSection(
    "What a claim knows",
    "Behind `claims.` and its name. `wnreport list` lists the claims.",
    [
      LanguageEntry(
        "outcome", "its verdict: supported, refuted, mixed, inconclusive or undecided",
        "{{ claims.norm-growth.outcome }}", gives: "mixed"),
      LanguageEntry(
        "pinned", "the verdict that it is to have", "{{ claims.norm-growth.pinned }}",
        gives: "mixed"),
      LanguageEntry(
        "isFlipped", "whether the two differ", "{{ claims.norm-growth.isFlipped }}", gives: "no"),
      LanguageEntry(
        "statement", "what is claimed", "{{ claims.folding-is-exact.statement }}",
        gives:
          "Removing weight normalization after training leaves the network's outputs as they are."),
      LanguageEntry(
        "kind", "identity, law or experiment", "{{ claims.norm-growth.kind }}", gives: "law"),
      LanguageEntry(
        "source", "who says it", "{{ claims.norm-growth.source }}", gives: "this report"),
      LanguageEntry(
        "stability", "the share of resampled studies that repeat the verdict; of experiments only",
        "{{ claims.g-is-a-learning-rate.stability | percent:0 }}", gives: "100 %"),
      LanguageEntry(
        "holds", form: "holds.NAME", "whether the condition on a value holds",
        "{% if claims.norm-growth.holds.growth.adam.decreases %}Adam shrinks it.{% endif %}",
        gives: "Adam shrinks it."),
      LanguageEntry(
        "evidence",
        "the list of what decided it, each with name, label, value, condition, holds and bearing",
        """
        {% for item in claims.norm-growth.evidence %}{% if item.bearing == "against" %}
        - {{ item.label }}: {{ item.value | percent:0 }}
        {% endif %}{% endfor %}
        """, gives: "- Adam: 1 %\n\n- Adam at the lower rate: 15 %"),
    ])

  static let conditions = LanguageSection(
    "Conditions",
    """
    Prose that depends on the runs. The branches that are not taken are read for mistakes as well. A \
    line that holds nothing but a tag vanishes with it.
    """,
    [TemplateTag.if, .elsif, .else].compactMap(\.entry) + Comparison.allCases.map(\.entry) + [
      LanguageEntry(
        "and", "both hold; binds more than `or`",
        "{% if growth.sgd.decreases == 0 and growth.adam.decreases > 0 %}both{% endif %}",
        gives: "both"),
      LanguageEntry(
        "or", "one holds",
        "{% if growth.sgd.decreases > 0 or growth.adam.decreases > 0 %}one{% endif %}",
        gives: "one"),
      LanguageEntry(
        "not", "it does not hold", "{% if not claims.norm-growth.isFlipped %}as pinned{% endif %}",
        gives: "as pinned"),
      LanguageEntry(
        "( )", "first what stands in them",
        "{% if not (growth.sgd.decreases > 0 or growth.seeds.count < 20) %}sound{% endif %}",
        gives: "sound"),
    ])

  static let loops = LanguageSection(
    "Loops",
    """
    In names the variable stands in brackets, in text it is a hole. Cells repeat by `each` and `in`: \
    see `wnreport help cells`.
    """,
    [TemplateTag.for].compactMap(\.entry) + [
      LanguageEntry(
        "[ ]", form: "NAME.[k].NAME", "the text of the variable as a part of a name",
        "{% for k in [2, 16] %}({{ anatomy.k[k].weightCosine | fixed:2 }}){% endfor %}",
        gives: "(0.95)(0.51)"),
      LanguageEntry(
        "in", form: "in LIST", "a list in brackets, or a recorded one with what its items hold",
        """
        {% for arm in growth.spec.network.arms %}
        - {{ arm.name }}: {{ arm.rate | significant:2 }}
        {% endfor %}
        """, gives: "- sgd: 0.062\n- heavy-ball: 0.0078\n- adam: 0.0020"),
    ])

  static let blocks = LanguageSection(
    "Other blocks", "",
    [TemplateTag.include, .source, .raw, .comment, .figref].compactMap(\.entry))
}
