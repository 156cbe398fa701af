import Testing

@testable import WeightNormCore

struct AlignedArrayTests {
  /// How far the elements are from the start of a cache line, in bytes.
  private func distance<Scalar: Real>(_ array: AlignedArray<Scalar>) -> Int {
    array.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) % 64 }
  }

  private func checkAlignment<Scalar: Real>(of type: Scalar.Type) {
    // All are kept, so that each has memory of its own.
    var kept: [AlignedArray<Scalar>] = []
    for count in Array(1...200) + [1023, 1024, 1025, 70_000] {
      let numbers = (0..<count).map { Scalar($0) }
      let array = AlignedArray(numbers)
      var changed = array
      changed[count - 1] = -1
      kept += [array, changed, AlignedArray(repeating: 1, count: count)]
      #expect(Array(array) == numbers)
      #expect(Array(changed) == numbers.dropLast() + [-1])
    }
    #expect(kept.allSatisfy { distance($0) == 0 })
  }

  @Test func `elements start on a cache line, also of copies that were changed`() {
    checkAlignment(of: Float.self)
    checkAlignment(of: Double.self)
  }

  @Test func `a matrix starts on a cache line, however it is made`() throws {
    var stream = RandomStream(seed: 0)
    for columns in 1...20 {
      let made = [
        Matrix<Double>(rows: 3, columns: columns),
        Matrix(rows: 3, columns: columns) { Double($0 + $1) },
        try Matrix(
          rows: 3, columns: columns, elements: [Double](repeating: 1, count: 3 * columns)),
        Matrix(rows: 3, columns: columns, standardDeviation: 1, from: &stream),
      ]
      #expect(made.allSatisfy { distance($0.elements) == 0 })
    }
  }

  @Test func `a copy keeps its elements when the other changes`() {
    let start: AlignedArray<Double> = [1, 2, 3]
    // Many copies, since one alone may lie as the first one does.
    let changed = (0..<50).map { index in
      var copy = start
      copy.withMutableSpan { $0[1] = Double(index) }
      return copy
    }
    #expect(start == [1, 2, 3])
    for (index, copy) in changed.enumerated() { #expect(copy == [1, Double(index), 3]) }
  }

  @Test func `elements of one owner are changed where they are`() {
    var array = AlignedArray<Float>(repeating: 0, count: 100)
    let before = array.withUnsafeBufferPointer { $0.baseAddress }
    array[7] = 1
    array.withMutableSpan { $0[8] = 2 }
    let after = array.withUnsafeBufferPointer { $0.baseAddress }
    #expect(before == after)
    #expect(array[6...9].elementsEqual([0, 1, 2, 0]))
  }

  @Test func `it is a collection`() {
    var array: AlignedArray<Double> = [3, 1, 2]
    #expect(array.indices == 0..<3)
    #expect(array.map { $0 } == [3, 1, 2])
    #expect(Array(array.reversed()) == [2, 1, 3])
    #expect(array.withContiguousStorageIfAvailable { Array($0) } == [3, 1, 2])
    array.sort()
    #expect(array == [1, 2, 3])
    array.swapAt(0, 2)
    #expect(array.withSpan { $0[0] } == 3)
    #expect(array + [4] == [3, 2, 1, 4])
  }

  @Test func `elements decide whether two are equal, padding never`() {
    let zeros = AlignedArray<Float>(repeating: 0, count: 5)
    var other = AlignedArray<Float>(repeating: 9, count: 5)
    #expect(zeros != other)
    for index in other.indices { other[index] = -0.0 }
    #expect(zeros == other)
    #expect(zeros != AlignedArray(repeating: 0, count: 4))
    let undefined = AlignedArray<Float>(repeating: .nan, count: 1)
    #expect(undefined != AlignedArray(repeating: .nan, count: 1))
    let shared = undefined
    #expect(undefined == shared)
  }

  @Test func `it may be empty`() {
    var empty = AlignedArray<Double>(repeating: 1, count: 0)
    #expect(empty.isEmpty)
    #expect(empty == [])
    #expect(empty == AlignedArray([Double]()))
    #expect(empty != [1])
    #expect(empty.withMutableSpan { $0.count } == 0)
    #expect(empty.withUnsafeMutableBufferPointer { $0.count } == 0)
    #expect(empty.withSpan { $0.isEmpty })
    #expect(empty.withUnsafeBufferPointer { $0.isEmpty })
  }

  @Test(arguments: [-1, 3])
  func `an element that is not there stops the program`(_ index: Int) async {
    await #expect(processExitsWith: .failure) { [index] in
      let array = AlignedArray<Double>(repeating: 0, count: 3)
      _ = array[index]
    }
    await #expect(processExitsWith: .failure) { [index] in
      var array = AlignedArray<Double>(repeating: 0, count: 3)
      array[index] = 1
    }
  }
}
