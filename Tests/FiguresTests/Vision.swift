import Foundation
import Testing

@testable import Figures

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

  /// The linear light that a reader takes a colour for, from 0 to 1.
  func seen(_ color: Color) -> [Double] {
    let light = [color.red, color.green, color.blue].map(Color.linear)
    return rows.map { row in
      min(max(zip(row, light).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1)
    }
  }

  func lab(_ color: Color) -> [Double] {
    let seen = seen(color)
    let x = (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505
    let y = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
    let z = (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089
    let f = [x, y, z].map { $0 > 0.008856 ? cbrt($0) : 7.787 * $0 + 16.0 / 116 }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  func distance(_ a: Color, _ b: Color) -> Double {
    zip(lab(a), lab(b)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  /// Far enough apart in CIELAB (1976 difference) to be told apart as thin lines; neighbouring
  /// areas are told apart from about 2.3 on.
  static let enough = 11.0
}
