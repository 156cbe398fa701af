import Reports
import Testing

/// What is read off the templates before anything is run.
struct AskedNamesTests {
  private func asked(_ page: String) -> AskedNames {
    AskedNames(in: TemplateFolder(name: "templates", files: ["01-a.md": "# A\n\n\(page)\n"]))
  }

  @Test(arguments: [
    "{{ growth.sgd.normRatio | fixed:2 }}",
    "{{ noise.a | over: growth.b | fixed:1 }}",
    "{% if not growth.a > 1 and noise.b %}x{% endif %}",
    "{% if noise.a %}x{% else %}{{ growth.a }}{% endif %}",
    "{% for arm in growth.spec.arms %}x{% endfor %}",
    "{% for e in [\"wth\", \"up\"] %}{{ gro[e].a }}{% endfor %}",
    "{% source %}{{ growth.a }}{% endsource %}",
    "{{ growth.sgd.norm | at:3 | fixed:1 }}",
    "```figure\ncurves:\n  - {series: \"growth.[arm].norm\", label: x}\n```",
    "```figure\ncaption: \"{{ growth.seeds.count }} seeds\"\n```",
    "```figure\nx: {max: growth.spec.steps}\n```",
    "```figure\npanels:\n  - bars: {series: [{values: [growth.a.b, 1]}]}\n```",
    "```table\nrows:\n  - [\"{{ growth.a }}\"]\n```",
  ])
  func `a value or a series`(page: String) {
    let asked = asked(page)
    #expect(asked.includes(experiment: "growth"))
    #expect(!asked.includes(experiment: "penalty"))
    #expect(!asked.includes(claim: "a", of: .law))
  }

  @Test(arguments: [
    "growth.sgd.normRatio is a name", "`{{ \"growth.a\" }}`",
    "{% comment %}{{ growth.a }}{% endcomment %}", "{% raw %}{{ growth.a }}{% endraw %}",
    "```figure\ncurves:\n  - {series: noise.a.b, label: growth}\n```",
    "```figure\ncurves:\n  - {series: noise.a.b, label: \"of growth. And more\"}\n```",
    "{% for arm in [\"growth\"] %}{{ noise.[arm].a }}{% endfor %}",
  ])
  func `what only looks like one`(page: String) {
    #expect(!asked(page).includes(experiment: "growth"))
  }

  @Test(arguments: [
    "```claim\nclaim: role\n```", "{{ claims.role.statement }}",
    "{% if claims.role.holds.growth.a %}x{% endif %}", "```table\nverdicts: [other, role]\n```",
    "```table\nverdicts: law\n```", "```table\nverdicts: all\n```",
    "{% for c in [\"role\"] %}{{ claims.[c].outcome }}{% endfor %}",
  ])
  func `a verdict`(page: String) {
    #expect(asked(page).includes(claim: "role", of: .law))
    #expect(!asked(page).includes(experiment: "growth"))
  }

  @Test func `a table of one kind asks for no other`() {
    let asked = asked("```table\nverdicts: law\n```")
    #expect(!asked.includes(claim: "role", of: .identity))
  }
}
