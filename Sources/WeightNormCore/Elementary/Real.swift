/// The floating-point types a network can be made of: `Float` and `Double`.
///
/// Elementary functions of a `Float` are computed in `Double` and rounded once.
public protocol Real: BinaryFloatingPoint, SIMDScalar, KernelScalar, Codable, Sendable {}

extension Float: Real {}
extension Double: Real {}
