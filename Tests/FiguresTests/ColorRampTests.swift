import Foundation
import Testing

@testable import Figures

struct ColorRampTests {
  /// CIE lightness, from 0 for black to 100 for white.
  private func lightness(_ color: Color) -> Double { 116 * cbrt(color.luminance) - 16 }

  @Test func `the sequential ramp grows lighter in even steps`() {
    let steps = (0...20).map { lightness(ColorRamp.sequential.color(at: Double($0) / 20)) }
    let rises = zip(steps, steps.dropFirst()).map { $1 - $0 }
    let mean = (steps[20] - steps[0]) / 20
    #expect(rises.allSatisfy { $0 > 0.5 * mean && $0 < 1.5 * mean })
  }

  @Test func `the diverging ramp is as light on one side as on the other, lightest in between`() {
    for step in 0..<10 {
      let low = lightness(ColorRamp.diverging.color(at: Double(step) / 20))
      let high = lightness(ColorRamp.diverging.color(at: 1 - Double(step) / 20))
      #expect(abs(low - high) < 8)
      #expect(low < lightness(ColorRamp.diverging.color(at: Double(step + 1) / 20)))
    }
  }

  @Test func `a colour beyond an end is that of the end`() {
    for ramp in ColorRamp.allCases {
      #expect(ramp.color(at: -3) == ramp.color(at: 0))
      #expect(ramp.color(at: 7) == ramp.color(at: 1))
    }
  }

  @Test func `text on every colour of a ramp is readable`() {
    for ramp in ColorRamp.allCases {
      for step in 0...100 {
        let ground = ramp.color(at: Double(step) / 100)
        let pair = [ground.luminance, ground.contrasting.luminance].sorted()
        #expect((pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5)
      }
    }
  }
}
