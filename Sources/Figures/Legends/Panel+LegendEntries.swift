extension PanelContent {
  /// What a legend says of the panel's marks; nothing of what is labelled where it stands.
  var legendEntries: [LegendEntry] { panel.marks.flatMap(legendEntries) }

  private func legendEntries(of mark: Mark) -> [LegendEntry] {
    switch mark {
    case .curve(let curve): isNamedByAxis(curve) ? [] : [curve.legendEntry]
    case .points(let points): [points.legendEntry]
    case .reference(let reference): legendEntries(of: reference)
    case .bars(let bars): bars.legendEntries(areDots: panel.y.scale == .log)
    case .stack(let stack): stack.legendEntries
    case .heatMap(let heatMap): heatMap.legendEntries
    case .histogram(let histogram): histogram.legendEntries
    case .intervals, .arrow, .circle: []
    }
  }

  /// Whether the y label says what the panel's only series is.
  func isNamedByAxis(_ curve: Curve) -> Bool {
    let series = panel.marks.count { if case .reference = $0 { false } else { true } }
    func words(_ text: String) -> String {
      " " + text.split { " ,;:()".contains($0) }.joined(separator: " ") + " "
    }
    return series == 1 && words(panel.y.label).contains(words(curve.label))
  }

  private func legendEntries(of reference: Reference) -> [LegendEntry] {
    if case .vertical = reference.form { return [] }
    return [LegendEntry(label: reference.label, key: .reference(dash(of: reference)))]
  }
}

extension Curve {
  var legendEntry: LegendEntry {
    let marker = hasMarkers ? style.marker : nil
    return LegendEntry(
      label: label, key: .line(color: style.color, dash: style.dash, marker: marker))
  }
}

extension Points {
  var legendEntry: LegendEntry {
    let color = shape == .method ? style.color : Ink.text
    return LegendEntry(label: label, key: .markers([.init(marker: marker, color: color)]))
  }

  /// The shape that its points are drawn with.
  var marker: Marker {
    switch shape {
    case .method: style.marker
    case .blowUp: .cross
    case .collapse: .ring
    }
  }
}

extension Bars {
  /// A series' colour, a little lighter than its line: areas weigh more.
  static func color(of style: Style) -> Color {
    style.color.mixed(with: .white, 0.12)
  }

  fileprivate func legendEntries(areDots: Bool) -> [LegendEntry] {
    guard series.count > 1 else { return [] }
    return series.map {
      LegendEntry(
        label: $0.label,
        key: areDots
          ? .markers([.init(marker: $0.style.marker, color: $0.style.color)])
          : .area(Self.color(of: $0.style)))
    }
  }
}

extension HeatMap {
  /// The signs in its cells.
  fileprivate var legendEntries: [LegendEntry] {
    let cells = rows.flatMap(\.cells)
    let blowUp = LegendEntry(
      label: "blew up", key: .markers([.init(marker: .cross, color: Ink.text)]))
    let collapse = LegendEntry(
      label: "collapsed", key: .markers([.init(marker: .ring, color: Ink.text)]))
    return (cells.contains(.blowUp) ? [blowUp] : []) + (cells.contains(.collapse) ? [collapse] : [])
  }
}

extension Histogram {
  fileprivate var legendEntries: [LegendEntry] {
    guard samples.count > 1 else { return [] }
    return samples.map { sample in
      LegendEntry(
        label: sample.label, key: .step(color: sample.style.color, dash: sample.style.dash))
    }
  }
}

extension Stack {
  /// From the top down, as the layers lie.
  fileprivate var legendEntries: [LegendEntry] {
    layers.enumerated().reversed().map { index, layer in
      LegendEntry(label: layer.label, key: .area(Self.color(ofLayer: index)))
    }
  }

  /// The first six layers differ in hue and in lightness, neighbours most: each is at least 10 apart
  /// from every other in CIELAB for every kind of colour vision and in grey.
  static func color(ofLayer index: Int) -> Color {
    let palette = [
      Color.blue.mixed(with: .black, 0.27), Color(hex: 0xEBB336),
      .green.mixed(with: .black, 0.24), Color(hex: 0x51A9DB),
      .vermillion.mixed(with: .white, 0.03), .purple.mixed(with: .black, 0.63),
    ]
    let round = Double(index / palette.count)
    return palette[index % palette.count].mixed(with: .white, min(0.25 * round, 0.7))
  }
}
