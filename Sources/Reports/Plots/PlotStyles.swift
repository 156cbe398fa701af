import Figures
import Runs

/// Which look each series of a plot has: that of its method, or where it has none or shares it with
/// another series of its panel, one of those for series. Series with the same label in different
/// panels look the same.
struct PlotStyles: Equatable, Sendable {
  private enum Owner: Hashable {
    case method(Style)
    case label(String)
  }

  /// How many looks a figure can tell apart.
  static let limit = Style.series().count

  /// How many looks the plot needs.
  let count: Int
  /// The looks by panel and series; none where the plot needs more than there are.
  let styles: [[Style]]

  init(for panels: [PlotPanel], from table: StyleTable) {
    let methods = panels.map { panel in panel.series.map { $0.method(in: table) } }
    let shared = Set(methods.flatMap(Self.repeated))
    let owners = zip(panels, methods).map { panel, methods in
      zip(methods, panel.labels).map { method, label in
        method.flatMap { shared.contains($0) ? nil : Owner.method($0) } ?? .label(label)
      }
    }
    let distinct = Set(owners.joined())
    count = distinct.count
    styles = count <= Self.limit ? Self.styles(of: owners) : []
  }

  /// The methods of more than one series of a panel.
  private static func repeated(_ methods: [Style?]) -> [Style] {
    methods.compactMap(\.self).filter { method in methods.count { $0 == method } > 1 }
  }

  private static func styles(of owners: [[Owner]]) -> [[Style]] {
    let methods = owners.joined().compactMap {
      if case .method(let style) = $0 { style } else { nil }
    }
    var free = Style.series(unlike: methods)[...]
    var given: [Owner: Style] = [:]
    return owners.map { panel in
      panel.map { owner in
        if case .method(let style) = owner { return style }
        let style = given[owner] ?? free.removeFirst()
        given[owner] = style
        return style
      }
    }
  }
}

extension Series {
  /// The look of the first part of its name that is a method of the table: a series is named after
  /// what was measured of which method.
  func method(in table: StyleTable) -> Style? {
    name.split(separator: ".").lazy.compactMap { table.method(named: String($0)) }.first
  }
}
