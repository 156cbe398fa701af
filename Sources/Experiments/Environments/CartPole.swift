internal import WeightNormCore

/// A pole that stands on a cart, which a force pushes left or right: Barto, Sutton and Anderson's task
/// (1983) without friction, with the constants and the arithmetic of Gymnasium's CartPole-v1.
///
/// ```
/// f = (±10 + ½m·θ̇² sin θ)/(M + m)
/// θ̈ = (9.8 sin θ − f cos θ)/(½(4/3 − m cos²θ/(M + m))),  ẍ = f − ½m·θ̈ cos θ/(M + m)
/// ```
/// with M = 1 for the cart, m = 0.1 for the pole, ½ for half its length; Euler steps of 0.02 s take
/// positions along the old velocities. Every step gives a reward of 1. The task ends when the cart is
/// more than 2.4 away from the middle or the pole leans by more than 12°; an episode is cut off after 200
/// steps.
struct CartPole: Environment, Equatable {
  static let observationSize = 4
  static let actionCount = 2
  static let stepLimit: Int? = 200
  static let returns = 0.0...200.0

  var position: Double
  var velocity: Double
  /// From upright, in radians.
  var angle: Double
  var angularVelocity: Double

  private static let gravity = 9.8
  private static let poleMass = 0.1
  private static let totalMass = 1.0 + poleMass
  private static let halfLength = 0.5
  private static let poleMoment = poleMass * halfLength
  private static let force = 10.0
  private static let timeStep = 0.02
  private static let positionLimit = 2.4
  private static let angleLimit = 12 * 2 * Double.pi / 360

  init(position: Double, velocity: Double, angle: Double, angularVelocity: Double) {
    self.position = position
    self.velocity = velocity
    self.angle = angle
    self.angularVelocity = angularVelocity
  }

  /// At rest but for numbers from U(−0.05, 0.05).
  init(from stream: inout RandomStream) {
    func draw() -> Double { -0.05 + 0.1 * stream.uniform() }
    self.init(position: draw(), velocity: draw(), angle: draw(), angularVelocity: draw())
  }

  /// Action 1 pushes to the right, 0 to the left.
  mutating func step(_ action: Int) -> EnvironmentStep {
    precondition((0..<Self.actionCount).contains(action), "an action that is not there")
    let (sine, cosine) = (Elementary.sin(angle), Elementary.cos(angle))
    let push = action == 1 ? Self.force : -Self.force
    let drive =
      (push + Self.poleMoment * (angularVelocity * angularVelocity) * sine) / Self.totalMass
    let angularAcceleration =
      (Self.gravity * sine - cosine * drive)
      / (Self.halfLength * (4.0 / 3.0 - Self.poleMass * (cosine * cosine) / Self.totalMass))
    let acceleration = drive - Self.poleMoment * angularAcceleration * cosine / Self.totalMass
    position += Self.timeStep * velocity
    velocity += Self.timeStep * acceleration
    angle += Self.timeStep * angularVelocity
    angularVelocity += Self.timeStep * angularAcceleration
    let isLost =
      position.magnitude > Self.positionLimit || angle.magnitude > Self.angleLimit
    return EnvironmentStep(reward: 1, isTerminal: isLost)
  }

  func observe(into matrix: inout Matrix<Float>, row: Int) {
    matrix[row, 0] = Float(position)
    matrix[row, 1] = Float(velocity)
    matrix[row, 2] = Float(angle)
    matrix[row, 3] = Float(angularVelocity)
  }
}
