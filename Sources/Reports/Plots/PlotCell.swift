import Figures
import Runs

/// A plot as the `figure` cell that draws the same picture on a page.
struct PlotCell {
  let panels: [PlotPanel]
  let figure: Figure
  let settings: PlotSettings
  let record: RunRecord
  let pattern: String

  var text: String {
    let texts = PlotCellTexts(panels: panels, record: record)
    let lines =
      ["id: \(id)", "caption: >-"] + texts.caption(bands).map { "  " + $0 }
      + ["alt: >-"] + texts.alt.map { "  " + $0 } + shape + panelLines
    return (["```figure"] + lines + ["```"]).joined(separator: "\n")
  }

  /// `growth-norm` for `growth.*.norm`.
  private var id: String {
    let words = pattern.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return String(words.joined(separator: "-").prefix(FigureCell.idLimit))
  }

  /// What is drawn around the medians; nil where nothing is.
  private var bands: SpreadBand? {
    let hasSpread = panels.flatMap(\.series).contains { $0.spread != nil }
    return hasSpread && settings.band != .none ? settings.band : nil
  }

  /// The keys of the whole picture, where they are not what a cell has without them.
  private var shape: [String] {
    let plain = Figure(panels: [])
    let keys: [(String, String?)] = [
      ("columns", figure.columns == plain.columns ? nil : "\(figure.columns)"),
      ("shareX", figure.sharesX ? "true" : nil), ("shareY", figure.sharesY ? "true" : nil),
      ("width", figure.width == plain.width ? nil : figure.width.typed),
      ("height", figure.height == plain.height ? nil : figure.height.typed),
    ]
    return keys.compactMap { key, value in value.map { "\(key): \($0)" } }
  }

  private var panelLines: [String] {
    let blocks = zip(panels, figure.panels).map(lines)
    guard blocks.count > 1 else { return blocks.flatMap(\.self) }
    return ["panels:"]
      + blocks.flatMap { block in
        block.enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
      }
  }
}

// MARK: Panels and lines

extension PlotCell {
  private func lines(_ panel: PlotPanel, _ drawn: Panel) -> [String] {
    var lines = drawn.title.map { ["title: \(Self.quoted($0))"] } ?? []
    for (key, axis) in [("x", drawn.x), ("y", drawn.y)] {
      let parts =
        (axis.scale == .log ? ["scale: log"] : []) + (axis.integerTicks ? ["integer: true"] : [])
      if !parts.isEmpty { lines.append("\(key): {\(parts.joined(separator: ", "))}") }
    }
    return lines + ["curves:"]
      + zip(panel.series, drawn.marks).compactMap { series, mark in
        guard case .curve(let curve) = mark else { return nil }
        return
          "  - {\(Self.keys(series, curve, settings, record.experiment).joined(separator: ", "))}"
      }
  }

  private static func keys(
    _ series: Series, _ curve: Curve, _ settings: PlotSettings, _ experiment: String
  ) -> [String] {
    var keys = [
      "series: \(experiment).\(series.name)", "label: \(quoted(curve.label))",
      "style: \(curve.style.name)",
    ]
    // Quartiles are what a cell shows by itself, where there are any.
    if series.spread != nil, settings.band != .quartiles {
      keys.append("band: \(settings.band.rawValue)")
    }
    if !curve.seeds.isEmpty { keys.append("seeds: true") }
    if curve.hasMarkers { keys.append("markers: true") }
    return keys
  }

  /// A text as YAML reads it back to the letter.
  private static func quoted(_ text: String) -> String {
    text.contains { "\"\\".contains($0) }
      ? "'" + text.replacing("'", with: "''") + "'" : "\"\(text)\""
  }
}
