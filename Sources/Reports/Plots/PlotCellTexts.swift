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

  /// How many there are where the groups of a table tell; series of experiments may have seeds of their own.
  private var seeds: String {
    let series = panels.flatMap(\.series).map(\.name)
    let counts = record.values.filter { $0.name == "seedCount" || $0.name.hasSuffix(".seedCount") }
      .map { (group: String($0.name.dropLast("seedCount".count)), count: $0.value) }
      .filter { count in series.contains { $0.hasPrefix(count.group) } }
    guard let first = counts.first,
      series.allSatisfy({ name in counts.contains { name.hasPrefix($0.group) } })
    else { return "seeds" }
    func hole(_ group: String) -> String { "{{ \(record.experiment).\(group)seedCount }}" }
    guard counts.contains(where: { $0.count != first.count }) else {
      return "\(hole(first.group)) seeds"
    }
    let parts = counts.map { "\(Self.plain(String($0.group.dropLast()))): \(hole($0.group))" }
    return "the seeds that count (\(parts.joined(separator: ", ")))"
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
