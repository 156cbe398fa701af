/// A text that equals another one only byte for byte, and stands before another by its bytes.
///
/// Strings are equal where Unicode calls them canonically equivalent: a backtick and U+1FEF, or `é` in
/// one piece and in two.
public struct ExactText: Hashable, Comparable, Sendable {
  public let string: String

  public init(_ text: some StringProtocol) {
    string = String(text)
  }

  public static func == (one: Self, other: Self) -> Bool {
    one.string.utf8.elementsEqual(other.string.utf8)
  }

  public static func < (one: Self, other: Self) -> Bool {
    one.string.utf8.lexicographicallyPrecedes(other.string.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    for byte in string.utf8 { hasher.combine(byte) }
    hasher.combine(0xFF as UInt8)
  }
}
