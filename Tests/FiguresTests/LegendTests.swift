import Testing

@testable import Figures

struct LegendTests {
  static func line(_ label: String, marker: Marker? = nil, dash: Dash = .solid) -> LegendEntry {
    LegendEntry(label: label, key: .line(color: .blue, dash: dash, marker: marker))
  }

  @Test func `a line with and without its markers is one series`() {
    let merged = Self.line("a").merged(with: Self.line("a", marker: .disc))
    #expect(merged == Self.line("a", marker: .disc))
    let points = LegendEntry(label: "a", key: .markers([.init(marker: .disc, color: .blue)]))
    #expect(points.merged(with: Self.line("a")) == merged)
    #expect(Self.line("a").merged(with: points) == merged)
  }

  @Test func `points of one name have one entry with all their shapes`() {
    let disc = LegendEntry.Look(marker: .disc, color: .blue)
    let square = LegendEntry.Look(marker: .square, color: .green)
    let entries = [disc, square, disc].map { LegendEntry(label: "law", key: .markers([$0])) }
    let joined = LegendEntry(label: "law", key: .markers([disc, square]))
    #expect(LegendEntry.unique(entries) == [joined])
    #expect(joined.keyWidth > entries[0].keyWidth)
  }

  @Test func `different names, dashes, colours or markers are different series`() {
    let others = [
      Self.line("b", marker: .disc), Self.line("a", marker: .disc, dash: .long),
      Self.line("a", marker: .square),
      LegendEntry(label: "a", key: .markers([.init(marker: .disc, color: .black)])),
      LegendEntry(label: "a", key: .area(.blue)),
    ]
    for other in others {
      #expect(Self.line("a", marker: .disc).merged(with: other) == nil)
    }
  }

  @Test func `panels with and without markers give one entry with the marker`() {
    func panel(_ hasMarkers: Bool) -> Panel {
      let curve = Curve(label: "WN", style: "wn", x: [0, 1], y: [0, 1], hasMarkers: hasMarkers)
      return Panel(x: Axis(label: "x"), y: Axis(label: "y"), marks: [.curve(curve)])
    }
    let contents = [panel(false), panel(true), panel(false)].map(PanelContent.init)
    let style: Style = "wn"
    let entry = LegendEntry(
      label: "WN", key: .line(color: style.color, dash: style.dash, marker: style.marker))
    #expect(LegendEntry.unique(contents.flatMap(\.legendEntries)) == [entry])
  }

  @Test func `entries that fit stand in one row`() {
    let places = LegendPlaces(lengths: [100, 50], asides: [80], width: 300)
    #expect(places.all.map(\.row) == [0, 0, 0])
    #expect(places.all.map(\.x) == [0, 120, 190])
    #expect(places.width == 270)
  }

  @Test func `nine entries and a reference form a matrix with a column beside it`() {
    let lengths = [150.0, 140, 140, 145, 130, 130, 148, 135, 135]
    let places = LegendPlaces(lengths: lengths, asides: [155], width: 700)
    #expect(places.all.map(\.row) == [0, 0, 0, 1, 1, 1, 2, 2, 2, 0])
    let columns = Set(places.all.map(\.x))
    #expect(columns == [0, 170, 330, 490])
  }

  @Test func `entries in several rows line up in as few columns as do`() {
    let four = LegendPlaces(lengths: [100, 100, 100, 100], asides: [], width: 350)
    #expect(four.all.map(\.row) == [0, 0, 1, 1])
    #expect(four.all.map(\.x) == [0, 120, 0, 120])
  }

  @Test func `any entries stay within the width and off each other`() {
    for seed in UInt64(0)..<300 {
      var random = SplitMix(seed)
      let lengths = (0..<random.below(14)).map { _ in random.between(20, 400) }
      let asides = (0..<random.below(4)).map { _ in random.between(20, 400) }
      let places = LegendPlaces(lengths: lengths, asides: asides, width: 400)
      let all = zip(places.all, lengths + asides).map { place, length in
        Rect(
          minX: place.x, minY: Double(place.row), maxX: place.x + length,
          maxY: Double(place.row) + 1)
      }
      #expect(all.count == lengths.count + asides.count, "seed \(seed)")
      #expect(all.allSatisfy { $0.maxX <= 400 + 1e-9 && $0.minX >= 0 }, "seed \(seed)")
      #expect(all.allSatisfy { $0.maxX <= places.width + 1e-9 }, "seed \(seed)")
      for a in all.indices {
        for b in all.indices where b > a {
          #expect(!all[a].overlaps(all[b]), "seed \(seed)")
        }
      }
    }
  }
}
