internal import Foundation
import Runs
import Testing

/// Numbers are written in their shortest form that reads back to the same bits.
struct CanonicalNumberTests {
  private func encoded(_ number: Double) throws -> String {
    text(try CanonicalJSON.encode(number)).trimmingCharacters(in: .newlines)
  }

  private func decoded(_ text: String) throws -> Double {
    try CanonicalJSON.decode(Double.self, from: Data(text.utf8), name: "a number")
  }

  @Test(
    arguments: [
      (0, "0"), (-0.0, "-0"), (1, "1"), (-3, "-3"), (0.1, "0.1"),
      (0.1 + 0.2, "0.30000000000000004"),
      (1e15, "1000000000000000"), (1e16, "1e+16"), (1e-4, "0.0001"), (1e-7, "1e-07"),
      (9_007_199_254_740_991, "9007199254740991"), (1.0 / 3, "0.3333333333333333"),
      (.leastNonzeroMagnitude, "5e-324"), (.leastNormalMagnitude, "2.2250738585072014e-308"),
      (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (2.6e153, "2.6e+153"),
    ] as [(Double, String)])
  func `a number has its shortest form`(_ number: Double, _ expected: String) throws {
    #expect(try encoded(number) == expected)
    #expect(try decoded(expected).bitPattern == number.bitPattern)
  }

  @Test(arguments: 0..<10)
  func `any finite number reads back to the same bits`(_ seed: Int) throws {
    var random = Randomness(seed: seed)
    for _ in 0..<100 {
      let number = random.number()
      #expect(try decoded(encoded(number)).bitPattern == number.bitPattern, "\(number)")
    }
  }

  @Test func `whole numbers keep all digits`() throws {
    for integer in [Int.max, .min, 0, -1, 1 << 53 + 1] {
      let data = try CanonicalJSON.encode(Measurement.integer(integer))
      #expect(text(data).contains(": \(integer)\n"))
      let read = try CanonicalJSON.decode(Measurement.self, from: data, name: "")
      #expect(read == .integer(integer))
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a number that JSON cannot hold is refused wherever it stands`(_ number: Double) throws {
    let series = Series(
      name: "", explanation: "", x: Quantity(""), y: Quantity(""), positions: [0],
      median: [number])
    let values: [any Encodable] = [
      number, [1, number], Measurement.number(number), JSONValue.number(number), series,
      Measurement.interval(Interval(estimate: 0, low: number, high: 0)),
    ]
    for value in values {
      #expect {
        _ = try CanonicalJSON.encode(value)
      } throws: { error in
        if case RunsError.notFinite = error { true } else { false }
      }
    }
    #expect(throws: RunsError.self) { try JSONValue(encoding: [number]) }
  }

  @Test func `the message names the number that JSON cannot hold`() {
    #expect {
      _ = try CanonicalJSON.encode(["rate": Double.nan])
    } throws: { error in
      "\(error)".contains("a record holds a number that JSON cannot hold")
        && "\(error)".contains("rate")
    }
  }
}
