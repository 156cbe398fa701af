import Foundation
import Testing

@testable import Figures

struct MethodStyleTests {
  @Test func `every method of the chapters has a style`() {
    let names = [
      "standard", "std-he", "std-ddi", "wn", "wn-he", "wn-ddi", "wn-fixed", "wn-log", "wn-unit",
      "std-l2", "wn-l2-g", "wn-l2-v", "wn-l2-both", "mobn-wn", "bn", "sgd", "heavy-ball",
      "nesterov", "adam", "direction", "weight", "unit", "gradient", "step",
    ]
    let series = (1...12).map { "series-\($0)" }
    for name in names + series { #expect(MethodStyle(named: name)?.name == name) }
  }

  @Test func `names are there once and unknown ones have no style`() {
    #expect(Set(MethodStyle.names).count == MethodStyle.names.count)
    #expect(MethodStyle(named: "WN") == nil)
  }

  @Test func `looks for series leave out lines that are taken and put taken colours last`() {
    #expect(MethodStyle.seriesNames() == (1...12).map { "series-\($0)" })
    #expect(
      MethodStyle.seriesNames(unlike: ["wn", "adam"])
        == [3, 4, 5, 6, 7, 10, 11, 12, 2, 8, 9].map { "series-\($0)" })
  }

  /// How a reader sees a colour: linear light through a matrix, then CIELAB.
  struct Vision: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var rows: [[Double]]

    /// Full colour-vision deficiencies by Machado, Oliveira and Fernandes (2009), and grey.
    static let all = [
      Vision(testDescription: "usual", rows: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
      Vision(
        testDescription: "protanopia",
        rows: [
          [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
          [-0.003882, -0.048116, 1.051998],
        ]),
      Vision(
        testDescription: "deuteranopia",
        rows: [
          [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
          [-0.011820, 0.042940, 0.968881],
        ]),
      Vision(
        testDescription: "tritanopia",
        rows: [
          [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
          [0.004733, 0.691367, 0.303900],
        ]),
      Vision(
        testDescription: "greyscale",
        rows: [[Double]](repeating: [0.2126, 0.7152, 0.0722], count: 3)),
    ]

    func lab(_ color: Color) -> [Double] {
      let light = [color.red, color.green, color.blue].map(Color.linear)
      let seen = rows.map { row in
        min(max(zip(row, light).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1)
      }
      let x = (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505
      let y = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
      let z = (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089
      let f = [x, y, z].map { $0 > 0.008856 ? cbrt($0) : 7.787 * $0 + 16.0 / 116 }
      return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    func distance(_ a: Color, _ b: Color) -> Double {
      zip(lab(a), lab(b)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
  }

  /// Far enough apart in CIELAB to be told apart as thin lines.
  static let enough = 11.0

  static func pairs(_ names: [String]) -> [(MethodStyle, MethodStyle)] {
    let styles = names.compactMap { MethodStyle(named: $0) }
    return styles.indices.flatMap { a in
      styles.indices.filter { $0 > a }.map { (styles[a], styles[$0]) }
    }
  }

  @Test(arguments: Vision.all)
  func `any two methods differ in colour, dash or marker`(_ vision: Vision) {
    let groups = [
      MethodStyle.names.filter { $0.hasPrefix("std") || $0.hasPrefix("wn") || $0 == "standard" }
        + ["bn", "mobn-wn"],
      ["sgd", "heavy-ball", "nesterov", "adam"],
      (1...12).map { "series-\($0)" },
      ["direction", "weight", "unit", "gradient", "step"],
    ]
    for (a, b) in groups.flatMap(Self.pairs) {
      let differ =
        vision.distance(a.color, b.color) >= Self.enough || a.dash != b.dash || a.marker != b.marker
      #expect(differ, "\(a.name) and \(b.name)")
    }
  }

  @Test(arguments: Vision.all)
  func `methods that share figures differ without their markers`(_ vision: Vision) {
    let figures = [
      ["standard", "wn", "wn-log", "bn"],
      ["std-he", "wn-he", "std-ddi", "wn-ddi", "mobn-wn", "bn"],
      ["standard", "std-l2", "wn", "wn-l2-g", "wn-l2-v", "wn-l2-both"],
      ["wn", "wn-fixed", "wn-unit", "wn-log"],
      ["sgd", "heavy-ball", "nesterov", "adam"],
      (1...7).map { "series-\($0)" },
    ]
    for (a, b) in figures.flatMap(Self.pairs) {
      let differ = vision.distance(a.color, b.color) >= Self.enough || a.dash != b.dash
      #expect(differ, "\(a.name) and \(b.name): \(vision.distance(a.color, b.color))")
    }
  }

  @Test func `a family has one colour and a marker for each member`() {
    let families = [
      ["standard", "std-he", "std-ddi"],
      ["wn", "wn-he", "wn-ddi", "wn-fixed", "wn-unit"],
      ["std-l2", "wn-l2-g", "wn-l2-v", "wn-l2-both"],
      ["bn", "mobn-wn"],
    ]
    for family in families {
      #expect(Set(family.compactMap { MethodStyle(named: $0)?.color }).count == 1)
      #expect(Set(family.compactMap { MethodStyle(named: $0)?.marker }).count == family.count)
    }
  }

  @Test func `series names are readable on white`() {
    for style in MethodStyle.table {
      #expect(1.05 / (style.color.readableOnWhite.luminance + 0.05) >= 4.5, "\(style.name)")
    }
  }
}
