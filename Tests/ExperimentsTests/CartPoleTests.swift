internal import Foundation
import Testing
import WeightNormCore

@testable import Experiments

struct CartPoleTests {
  /// `cart_pole.json`: steps of Gymnasium's CartPole-v1.
  private struct Fixture: Decodable {
    let steps: [[Double]]
  }

  private static func state(_ numbers: ArraySlice<Double>) -> CartPole {
    let numbers = Array(numbers)
    return CartPole(
      position: numbers[0], velocity: numbers[1], angle: numbers[2], angularVelocity: numbers[3])
  }

  private static func numbers(_ world: CartPole) -> [Double] {
    [world.position, world.velocity, world.angle, world.angularVelocity]
  }

  /// Its sine and cosine are the system's, which may differ in a last bit.
  @Test func `a step is Gymnasium's from any state`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/cart_pole.json")
    let steps = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file)).steps
    #expect(steps.count == 1000)
    var worst = 0.0
    for step in steps {
      var world = Self.state(step[0..<4])
      let answer = world.step(Int(step[4]))
      #expect(answer == EnvironmentStep(reward: 1, isTerminal: step[9] == 1))
      for (found, expected) in zip(Self.numbers(world), step[5..<9]) {
        worst = max(worst, (found - expected).magnitude)
      }
    }
    #expect(worst < 1e-15)
    print("cart-pole: at most \(worst) from Gymnasium's in \(steps.count) steps")
  }

  @Test func `an upright pole at rest is pushed as Newton says`() {
    var world = CartPole(position: 0, velocity: 0, angle: 0, angularVelocity: 0)
    #expect(world.step(1) == EnvironmentStep(reward: 1, isTerminal: false))
    // ẍ = f + 0.05·f/(½(4/3 − 0.1/1.1))/1.1 with f = 10/1.1, and θ̈ = −f/(½(4/3 − 0.1/1.1)).
    let force = 10 / 1.1
    let turn = -force / (0.5 * (4.0 / 3 - 0.1 / 1.1))
    let expected = [0.02 * (force - 0.05 * turn / 1.1), 0.02 * turn]
    #expect(isClose([world.velocity, world.angularVelocity], expected, within: 1e-15))
    #expect(world.position == 0 && world.angle == 0)
  }

  @Test func `left is right in a mirror`() {
    var stream = RandomStream(experiment: "cart-pole", .data, seed: 0)
    for _ in 0..<100 {
      var world = CartPole(from: &stream)
      var mirrored = Self.state(Self.numbers(world).map { -$0 }[...])
      for _ in 0..<20 {
        let action = stream.integer(below: 2)
        #expect(world.step(action) == mirrored.step(1 - action))
        #expect(Self.numbers(world) == Self.numbers(mirrored).map { -$0 })
      }
    }
  }

  @Test(arguments: [
    (2.4, 0.0, 0.0, true), (-2.4, 0, 0, true), (2.3, 0, 0, false), (0, 0.2094, 0, false),
    (0, 0.2095, 0, true), (0, -0.2095, 0, true), (0, 0.2, 0.5, true),
  ])
  func `the task ends beyond 2.4 and beyond 12 degrees`(
    _ position: Double, _ angle: Double, _ turning: Double, _ isOver: Bool
  ) {
    // The velocity carries a cart at the limit across it.
    var world = CartPole(
      position: position, velocity: position, angle: angle, angularVelocity: turning)
    #expect(world.step(0).isTerminal == isOver)
  }

  @Test func `an episode starts near the middle, upright and slow`() {
    var stream = RandomStream(experiment: "cart-pole", .environment, seed: 0)
    let starts = (0..<500).flatMap { _ in Self.numbers(CartPole(from: &stream)) }
    #expect(starts.allSatisfy { (-0.05..<0.05).contains($0) })
    #expect(starts.maximum > 0.0499 && starts.minimum < -0.0499)
    #expect(starts.mean.magnitude < 0.003)
  }

  @Test func `an agent sees all four numbers`() {
    let world = CartPole(position: 1, velocity: 2, angle: 3, angularVelocity: 4)
    var seen = Matrix<Float>(rows: 2, columns: CartPole.observationSize)
    world.observe(into: &seen, row: 1)
    #expect(Array(seen.elements) == [0, 0, 0, 0, 1, 2, 3, 4])
  }
}
