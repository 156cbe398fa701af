/// An array of fixed count whose elements start on a cache line, so that no vector read of whole rows
/// touches two lines where one would do.
///
/// The elements of a Swift array start 32 bytes behind an allocation that is aligned to 16, and no type
/// can ask for more. So these are the elements of a longer array, from the first start of a line on.
///
/// All of it can be inlined: through generic calls from other modules an access would take a hundred
/// times as long.
@frozen
public struct AlignedArray<Scalar: Real>: Sendable {
  /// The elements and, unless there are none, padding on both sides. Where the elements start follows
  /// from where the array lies, so that only a write, which may copy it, can move them.
  @usableFromInline
  var padded: [Scalar]

  /// - Precondition: `count` is not negative, and so many elements have an address each.
  @inlinable
  public init(repeating value: Scalar, count: Int) {
    precondition(
      count >= 0 && count <= Int.max / MemoryLayout<Scalar>.stride - Self.padding,
      "a count of elements that no memory holds")
    padded = [Scalar](repeating: value, count: count > 0 ? count + Self.padding : 0)
  }

  @inlinable
  public init(_ elements: some Collection<Scalar>) {
    self.init(repeating: 0, count: elements.count)
    withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: elements) }
  }

  @inlinable
  public var count: Int { padded.isEmpty ? 0 : padded.count - Self.padding }

  /// The size of a cache line, in bytes.
  @inlinable
  static var alignment: Int { 64 }

  /// How many elements at least hold the start of a line between them, whatever their address.
  @inlinable
  static var padding: Int { alignment / MemoryLayout<Scalar>.stride - 1 }

  /// The index of the first element of `padded` on the start of a line.
  @inlinable
  @inline(__always)
  static func offset(in padded: UnsafeBufferPointer<Scalar>) -> Int {
    guard let base = UnsafeRawPointer(padded.baseAddress), !padded.isEmpty else { return 0 }
    return (base.alignedUp(toMultipleOf: alignment) - base) / MemoryLayout<Scalar>.stride
  }
}

extension AlignedArray {
  /// Calls `body` with the elements, which stay where they are during the call; nothing is copied.
  @inlinable
  @inline(__always)
  public func withUnsafeBufferPointer<Result, Failure>(
    _ body: (UnsafeBufferPointer<Scalar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try padded.withUnsafeBufferPointer { [count] padded throws(Failure) in
      let offset = Self.offset(in: padded)
      return try body(UnsafeBufferPointer(rebasing: padded[offset..<offset + count]))
    }
  }

  /// Calls `body` with the elements to change, which stay where they are during the call. Elements
  /// that are shared are copied before.
  @inlinable
  @inline(__always)
  public mutating func withUnsafeMutableBufferPointer<Result, Failure>(
    _ body: (UnsafeMutableBufferPointer<Scalar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = padded.withUnsafeBufferPointer { Self.offset(in: $0) }
    return try padded.withUnsafeMutableBufferPointer { [count] padded throws(Failure) in
      let offset = Self.offset(in: UnsafeBufferPointer(padded))
      let elements = UnsafeMutableBufferPointer(rebasing: padded[offset..<offset + count])
      // A copy of a shared array has the elements at the same index, which may be off a line there.
      if offset != before {
        _ = elements.update(fromContentsOf: padded[before..<before + count])
      }
      return try body(elements)
    }
  }

  /// Calls `body` with the elements; nothing is copied.
  @inlinable
  @inline(__always)
  public func withSpan<Result, Failure>(
    _ body: (Span<Scalar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeBufferPointer { elements throws(Failure) in try body(elements.span) }
  }

  /// Calls `body` with the elements to change. Elements that are shared are copied before.
  @inlinable
  @inline(__always)
  public mutating func withMutableSpan<Result, Failure>(
    _ body: (inout MutableSpan<Scalar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeMutableBufferPointer { elements throws(Failure) in
      var span = elements.mutableSpan
      return try body(&span)
    }
  }
}

extension AlignedArray: RandomAccessCollection, MutableCollection {
  @inlinable
  public var startIndex: Int { 0 }
  @inlinable
  public var endIndex: Int { count }

  /// - Precondition: `index` is one of the indices.
  public subscript(index: Int) -> Scalar {
    @inlinable
    get { withSpan { $0[index] } }
    @inlinable
    set { withMutableSpan { $0[index] = newValue } }
  }

  @inlinable
  public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result? {
    try withUnsafeBufferPointer(body)
  }
}

extension AlignedArray: Equatable {
  @inlinable
  public static func == (a: AlignedArray, b: AlignedArray) -> Bool {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        // As for arrays, NaN or not, elements are equal to themselves.
        a.count == b.count && (a.baseAddress == b.baseAddress || a.elementsEqual(b))
      }
    }
  }
}

extension AlignedArray: ExpressibleByArrayLiteral {
  @inlinable
  public init(arrayLiteral elements: Scalar...) {
    self.init(elements)
  }
}
