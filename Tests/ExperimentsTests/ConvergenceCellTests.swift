import Runs
import Testing

@testable import Experiments

struct ConvergenceCellTests {
  /// What the benchmark relies on.
  @Test func `the quick profile runs the digits with the four core arms`() {
    let cells = Convergence.cells(of: .quick)
    #expect(cells.map(\.name) == ["digits"])
    #expect(cells[0].arms == Convergence.coreArms)
    #expect(cells[0].rates.exponents.count == 9 && cells[0].tuningSeeds.count == 3)
    #expect(cells[0].evaluatedRates == 7 && cells[0].evaluationSeeds.count == 12)
  }

  @Test func `the default profile has four cells of six arms, the full one six`() {
    for (profile, count) in [(Profile.default, 4), (.full, 6)] {
      let cells = Convergence.cells(of: profile)
      #expect(Set(cells.map(\.name)).count == count && cells.count == count)
      for cell in cells {
        #expect(cell.arms == Convergence.coreArms + Convergence.batchArms, "\(cell.name)")
      }
    }
    #expect(
      Convergence.claimedCells == ["digits", "fashion-mnist", "digits-adam", "fashion-mnist-adam"])
    #expect(Convergence.furtherCells == ["digits-sgd", "fashion-mnist-sgd"])
  }

  @Test func `every cell of every profile has a window, and two halves of seeds to choose by`() {
    for cell in Profile.allCases.flatMap(Convergence.cells) {
      #expect(cell.window != nil, "\(cell.name)")
      #expect(cell.evaluationSeeds.count >= 4, "\(cell.name)")
      #expect(cell.evaluationSeeds.count.isMultiple(of: 2), "\(cell.name)")
      #expect(Set(cell.tuningSeeds).isDisjoint(with: cell.evaluationSeeds), "\(cell.name)")
    }
  }
}
