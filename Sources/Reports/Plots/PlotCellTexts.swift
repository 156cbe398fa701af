import Runs

/// Caption and alternative text of a plot's cell: what is true of any plot, to be rewritten by whoever
/// pastes it. Numbers are holes, as everywhere.
struct PlotCellTexts {
  /// More lines than this are not read out one by one.
  private static let namedLines = 4

  let panels: [PlotPanel]
  let record: RunRecord

  /// Its lines: the quantities, and what the lines are of the seeds.
  func caption(_ band: SpreadBand?) -> [String] {
    var quantities: [String] = []
    for panel in panels {
      let quantity = Self.quantity(panel)
      if !quantities.contains(quantity) { quantities.append(quantity) }
    }
    let what = quantities.joined(separator: "; ") + "."
    guard panels.flatMap(\.series).contains(where: { $0.spread != nil }) else { return [what] }
    let around = band.map { " with \($0.rawValue)" } ?? ""
    return [what, "Medians over \(seeds)\(around)."]
  }

  /// How many there are: of each group, where the groups of a table do not all have those of the record.
  private var seeds: String {
    let series = panels.flatMap(\.series).map(\.name)
    let groups = record.values.filter { $0.name.hasSuffix(".seedCount") }
      .map { (name: String($0.name.dropLast(".seedCount".count)), count: $0.value) }
      .filter { group in series.contains { $0.hasPrefix(group.name + ".") } }
    guard groups.contains(where: { $0.count != .integer(record.seeds.count) }) else {
      return "{{ \(record.experiment).seeds.count }} seeds"
    }
    let counts = groups.map { group in
      "\(Self.plain(group.name)): {{ \(record.experiment).\(group.name).seedCount }}"
    }
    return "the seeds that count (\(counts.joined(separator: ", ")))"
  }

  /// A line for each panel, which says where its lines end.
  var alt: [String] {
    panels.map { panel in
      let ends = zip(panel.series, panel.labels).compactMap { series, label in
        series.lastPosition.map { position in
          "\(Self.plain(label)) {{ \(record.experiment).\(series.name) | at:\(position) | significant:3 }}"
        }
      }
      let count = panel.series.count
      let lines = count == 1 ? "A line" : "\(count) lines"
      let named = ends.prefix(Self.namedLines).joined(separator: ", ")
      let what = "\(lines) of \(Self.quantity(panel))"
      guard !ends.isEmpty else { return "\(what)." }
      let selection = ends.count > Self.namedLines ? ", among them" : ""
      return "\(what); last recorded values\(selection): \(named)."
    }
  }

  private static func quantity(_ panel: PlotPanel) -> String {
    "\(plain(panel.y.label)) against \(plain(panel.x.label))"
  }

  /// A text as Markdown shows it to the letter, in a hole if it must be.
  private static func plain(_ text: String) -> String {
    let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || " (),:;/‖-".contains($0) }
    let hasNumber = !NumberPatterns.shared.findings(in: Array(text)).isEmpty
    guard !isPlain || hasNumber || text.isEmpty else { return text }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isTypable =
      !words.isEmpty
      && !["\"", "{{", "}}", "{%", "%}", "{#", "$", "`"].contains(where: words.contains)
    return isTypable ? "{{ \"\(words)\" }}" : "a quantity"
  }
}
