import Testing
import WeightNormCore

@testable import Experiments

struct CatchTests {
  /// The return of an episode with those actions.
  private func play(_ actions: [Int], ballColumn: Int) -> (paddle: Int, total: Double) {
    var world = Catch(ballColumn: ballColumn)
    var total = 0.0
    for (index, action) in actions.enumerated() {
      let answer = world.step(action)
      total += answer.reward
      #expect(answer.isTerminal == (index == Catch.rows - 2))
    }
    return (world.paddle, total)
  }

  @Test(arguments: 0..<Catch.columns)
  func `who goes below the ball and stays catches it, and nobody else does`(_ column: Int) {
    let way = column - Catch.columns / 2
    let moves = [Int](repeating: way < 0 ? 0 : 2, count: abs(way))
    let rest = [Int](repeating: 1, count: Catch.rows - 1 - moves.count)
    #expect(play(moves + rest, ballColumn: column) == (column, 1))
    for other in 0..<Catch.columns where other != column {
      #expect(play(moves + rest, ballColumn: other) == (column, -1))
    }
  }

  @Test(arguments: [(0, 0), (2, 4)])
  func `the paddle stays on the board`(_ action: Int, _ column: Int) {
    let actions = [Int](repeating: action, count: Catch.rows - 1)
    #expect(play(actions, ballColumn: column) == (column, 1))
  }

  @Test func `an agent sees ball and paddle, and nothing else`() {
    var world = Catch(ballColumn: 4)
    var seen = Matrix<Float>(rows: 1, columns: Catch.observationSize, repeating: 7)
    world.observe(into: &seen, row: 0)
    #expect(seen.elements.indices.filter { seen.elements[$0] != 0 } == [4, 47])
    _ = world.step(0)
    world.observe(into: &seen, row: 0)
    #expect(seen.elements.indices.filter { seen.elements[$0] != 0 } == [9, 46])
    #expect(seen.elements.allSatisfy { $0 == 0 || $0 == 1 })
  }

  @Test func `balls fall in every column equally often`() {
    var stream = RandomStream(experiment: "catch", .environment, seed: 0)
    var counts = [0, 0, 0, 0, 0]
    for _ in 0..<5000 { counts[Catch(from: &stream).ballColumn] += 1 }
    #expect(counts.allSatisfy { abs($0 - 1000) < 120 })
  }
}
