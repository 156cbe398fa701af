import Testing

@testable import Figures

struct ShippedFiguresTests {
  @Test func `no figure of the report has a fault`() async throws {
    let figures = try await ShippedFigures.all
    #expect(figures.count >= 13)
    for figure in figures {
      let layout = try FigureLayout(of: figure)
      #expect(try LayoutFaults.all(in: layout, of: figure) == [])
    }
  }

  /// What tells one series of a figure from another.
  struct Look: Equatable {
    var label: String
    var color: Color
    var dash: Dash?
    var marker: Marker?
  }

  static func looks(of figure: Figure) -> [Look] {
    let series = figure.panels.flatMap { PanelContent($0).legendEntries }.flatMap {
      entry -> [Look] in
      switch entry.key {
      case .line(let color, let dash, let marker):
        [Look(label: entry.label, color: color, dash: dash, marker: marker)]
      case .markers(let looks):
        looks.map { Look(label: entry.label, color: $0.color, marker: $0.marker) }
      case .area(let color): [Look(label: entry.label, color: color)]
      case .step(let color, let dash): [Look(label: entry.label, color: color, dash: dash)]
      case .reference: []
      }
    }
    let arrows = figure.panels.flatMap(\.marks).compactMap { mark -> Look? in
      guard case .arrow(let arrow) = mark else { return nil }
      let color = arrow.style.color
      return Look(label: arrow.label, color: color, dash: arrow.isDashed ? .short : .solid)
    }
    return series + arrows
  }

  /// The pairs of a figure's series that a reader can't tell apart.
  static func confused(_ looks: [Look], by vision: Vision) -> [String] {
    looks.indices.flatMap { a in
      looks.indices.filter { $0 > a && looks[$0].label != looks[a].label }.compactMap { b in
        let (one, other) = (looks[a], looks[b])
        let differ =
          one.dash != other.dash || one.marker != other.marker
          || vision.distance(one.color, other.color) >= 10
        return differ ? nil : "\(one.label) and \(other.label)"
      }
    }
  }

  @Test(arguments: Vision.all)
  func `series of one figure are told apart by every reader`(_ vision: Vision) async throws {
    for figure in try await ShippedFigures.all {
      #expect(Self.confused(Self.looks(of: figure), by: vision) == [])
    }
  }

  @Test func `series that look alike are found`() throws {
    let grey = try #require(Vision.all.last)
    let looks = [
      Look(label: "a", color: .vermillion, dash: .solid),
      Look(label: "b", color: .green, dash: .solid), Look(label: "c", color: .green, dash: .long),
    ]
    #expect(Self.confused(looks, by: grey) == ["a and b"])
    #expect(Self.confused(looks, by: Vision.all[0]) == [])
  }

  @Test func `in one figure a name has one style and a style one name`() async throws {
    for figure in try await ShippedFigures.all {
      let styled = figure.panels.flatMap(\.marks).compactMap { mark -> (String, Style)? in
        if case .curve(let curve) = mark { (curve.label, curve.style) } else { nil }
      }
      let styles = Dictionary(grouping: styled, by: \.0).mapValues { Set($0.map(\.1)) }
      #expect(styles.allSatisfy { $0.value.count == 1 })
      let labels = Dictionary(grouping: styled, by: \.1).mapValues { Set($0.map(\.0)) }
      #expect(labels.allSatisfy { $0.value.count == 1 })
    }
  }
}
