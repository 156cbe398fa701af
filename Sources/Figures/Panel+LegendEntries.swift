extension Mark {
  /// What a legend says of it; nothing for what is labelled where it stands.
  var legendEntries: [LegendEntry] {
    switch self {
    case .curve(let curve): [curve.legendEntry]
    case .points(let points): [points.legendEntry]
    case .reference(let reference): reference.legendEntry
    case .bars(let bars): bars.legendEntries
    case .stack(let stack): stack.legendEntries
    case .intervals, .arrow, .circle: []
    }
  }
}

extension Curve {
  var legendEntry: LegendEntry {
    let style = MethodStyle.drawn(style)
    let marker = hasMarkers ? style.marker : nil
    return LegendEntry(
      label: label, key: .line(color: style.color, dash: style.dash, marker: marker))
  }
}

extension Points {
  var legendEntry: LegendEntry {
    let color = shape == .method ? MethodStyle.drawn(style).color : Ink.text
    return LegendEntry(label: label, key: .marker(marker, color))
  }

  /// The shape that its points are drawn with.
  var marker: Marker {
    switch shape {
    case .method: MethodStyle.drawn(style).marker
    case .blowUp: .cross
    case .collapse: .ring
    }
  }
}

extension Reference {
  fileprivate var legendEntry: [LegendEntry] {
    if case .vertical = form { return [] }
    return [LegendEntry(label: label, key: .reference)]
  }
}

extension Bars {
  fileprivate var legendEntries: [LegendEntry] {
    guard series.count > 1 else { return [] }
    return series.map {
      LegendEntry(label: $0.label, key: .area(MethodStyle.drawn($0.style).color))
    }
  }
}

extension Stack {
  fileprivate var legendEntries: [LegendEntry] {
    layers.enumerated().map { index, layer in
      LegendEntry(label: layer.label, key: .area(Self.color(ofLayer: index)))
    }
  }

  /// Neighbouring layers differ in hue and in lightness.
  static func color(ofLayer index: Int) -> Color {
    let palette: [Color] = [.blue, .orange, .green, .sky, .vermillion, .purple]
    let round = Double(index / palette.count)
    return palette[index % palette.count].mixed(with: .white, min(0.15 + 0.25 * round, 0.7))
  }
}

extension MethodStyle {
  /// The style of that name in a figure that passed validation.
  static func drawn(_ name: String) -> MethodStyle {
    guard let style = MethodStyle(named: name) else {
      preconditionFailure("style \"\(name)\" passed validation without being in the table")
    }
    return style
  }
}
