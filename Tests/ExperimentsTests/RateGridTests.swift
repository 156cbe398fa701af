internal import Foundation
import Testing

@testable import Experiments

struct RateGridTests {
  @Test func `exponents go from end to end`() {
    #expect(RateGrid(lowest: -2, highest: 1, step: 1).exponents == [-2, -1, 0, 1])
    #expect(RateGrid(lowest: -1, highest: 0, step: 0.5).exponents == [-1, -0.5, 0])
    #expect(RateGrid(lowest: 3, highest: 3, step: 1).exponents == [3])
  }

  @Test(
    arguments: [(0, 1), (3, 8), (-1, 0.5), (-14, 0x1p-14), (-40, 0x1p-40)] as [(Double, Double)])
  func `whole exponents are powers of two`(_ exponent: Double, _ rate: Double) {
    #expect(RateGrid.rate(exponent) == rate)
  }

  @Test(arguments: [-8.5, -1.5, -0.5, 0.5, 2.5])
  func `half exponents are powers of two times √2`(_ exponent: Double) {
    #expect(abs(RateGrid.rate(exponent) / exp2(exponent) - 1) < 1e-15)
    #expect(RateGrid.rate(exponent) == RateGrid.rate(exponent - 0.5) * 2.0.squareRoot())
  }

  @Test(arguments: [-6.25, -5.75, -0.25, 0.25, 3.75])
  func `quarter exponents are powers of two times roots of √2`(_ exponent: Double) {
    #expect(abs(RateGrid.rate(exponent) / exp2(exponent) - 1) < 1e-15)
    #expect(RateGrid(lowest: -1, highest: 0, step: 0.25).exponents == [-1, -0.75, -0.5, -0.25, 0])
  }

  @Test func `the grids of the comparisons hold whole exponents, with seeds of their own`() {
    for cell in Convergence.Specification().cells {
      #expect(cell.rates.step == 1)
      #expect(cell.rates.exponents.last == cell.rates.highest)
      #expect(Set(cell.tuningSeeds).isDisjoint(with: cell.evaluationSeeds))
    }
  }
}
