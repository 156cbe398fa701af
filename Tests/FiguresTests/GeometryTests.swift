import Testing

@testable import Figures

struct GeometryTests {
  static let line = [Point(x: 0, y: 0), Point(x: 10, y: 0)]

  // MARK: Dashes

  @Test func `a solid line stays whole`() {
    #expect(DashWalker.stretches(of: Self.line, pattern: []) == [Self.line])
    #expect(DashWalker.stretches(of: Self.line, pattern: [0, 0]) == [Self.line])
  }

  @Test func `dashes start drawn and alternate`() {
    let starts = DashWalker.stretches(of: Self.line, pattern: [3, 2]).map { $0.map(\.x) }
    #expect(starts == [[0, 3], [5, 8]])
  }

  @Test func `a dash goes on around a corner`() {
    let bent = [Point(x: 0, y: 0), Point(x: 2, y: 0), Point(x: 2, y: 5)]
    let dashes = DashWalker.stretches(of: bent, pattern: [4, 2])
    #expect(dashes[0] == [Point(x: 0, y: 0), Point(x: 2, y: 0), Point(x: 2, y: 2)])
    #expect(dashes[1] == [Point(x: 2, y: 4), Point(x: 2, y: 5)])
  }

  @Test func `dash lengths do not depend on how a line is divided`() {
    let divided = (0...100).map { Point(x: Double($0) / 10, y: 0) }
    let whole = DashWalker.stretches(of: Self.line, pattern: [3, 2])
    let pieces = DashWalker.stretches(of: divided, pattern: [3, 2])
    #expect(whole.count == pieces.count)
    for (a, b) in zip(whole, pieces) {
      #expect(abs((a.first?.x ?? 0) - (b.first?.x ?? 1)) < 1e-9)
      #expect(abs((a.last?.x ?? 0) - (b.last?.x ?? 1)) < 1e-9)
    }
  }

  // MARK: Strokes

  @Test func `a segment becomes a quad of the line's width`() {
    let quad = Stroker.quad(from: Point(x: 1, y: 1), to: Point(x: 5, y: 1), width: 2)
    #expect(Set(quad.map(\.y)) == [0, 2])
    #expect(Set(quad.map(\.x)) == [1, 5])
  }

  @Test func `butt ends add no disc and round ends two`() {
    #expect(Stroker.contours(of: Self.line, width: 2, cap: .butt).count == 1)
    #expect(Stroker.contours(of: Self.line, width: 2, cap: .round).count == 3)
  }

  @Test func `a joint is closed on its outer side and does not reach beyond an end`() {
    // The end is nearer to the joint than half the line's width.
    let path = [Point(x: 0, y: 0), Point(x: 10, y: 0), Point(x: 10.5, y: 0.1)]
    let contours = Stroker.contours(of: path, width: 4, cap: .butt)
    #expect(contours.count == 3)
    let end = path[2] - path[1]
    let beyond = contours.joined().map { point -> Double in
      let from = point - path[2]
      return (from.x * end.x + from.y * end.y) / end.length
    }
    #expect(beyond.allSatisfy { $0 < 1e-9 })
    #expect(contours[2].dropFirst().allSatisfy { abs(($0 - path[1]).length - 2) < 1e-9 })
    #expect(contours[2].dropFirst().allSatisfy { $0.y < 0 })
  }

  @Test func `repeated points add nothing and a lone point is a dot`() {
    let twice = [Self.line[0], Self.line[0], Self.line[1]]
    #expect(Stroker.contours(of: twice, width: 2, cap: .butt).count == 1)
    #expect(Stroker.contours(of: [Self.line[0]], width: 2, cap: .round).count == 1)
    #expect(Stroker.contours(of: [], width: 2, cap: .round).isEmpty)
  }

  @Test func `all contours of a stroke wind the same way`() {
    var random = SplitMix(3)
    let path = (0..<40).map { _ in
      Point(x: random.between(0, 100), y: random.between(0, 100))
    }
    let areas = Stroker.contours(of: path, width: 5, cap: .round).map(Self.signedArea)
    #expect(areas.allSatisfy { $0 > 0 } || areas.allSatisfy { $0 < 0 })
  }

  static func signedArea(_ contour: [Point]) -> Double {
    zip(contour, contour.dropFirst() + contour.prefix(1)).reduce(0) {
      $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2
    }
  }

  // MARK: Clipping

  @Test func `a path is cut where it leaves the box and goes on where it returns`() {
    let box = Rect(minX: 0, minY: 0, maxX: 10, maxY: 10)
    let path = [
      Point(x: 5, y: 5), Point(x: 15, y: 5), Point(x: 15, y: 8), Point(x: 5, y: 8),
    ]
    let parts = PathClip.parts(of: path, inside: box)
    #expect(parts == [[path[0], Point(x: 10, y: 5)], [Point(x: 10, y: 8), path[3]]])
  }

  @Test func `a path outside leaves nothing and one inside stays`() {
    let box = Rect(minX: 0, minY: 0, maxX: 10, maxY: 10)
    #expect(PathClip.parts(of: Self.line.map { $0 + Point(x: 0, y: 20) }, inside: box).isEmpty)
    #expect(PathClip.parts(of: Self.line, inside: box) == [Self.line])
    let far = [Point(x: -1e6, y: 5), Point(x: 1e6, y: 5)]
    let part = PathClip.parts(of: far, inside: box)[0]
    #expect(abs(part[0].x) < 1e-6 && abs(part[1].x - 10) < 1e-6)
  }

  // MARK: Labels

  @Test func `labels with room stay where they belong`() {
    let centers = PushApart.centers(wishes: [50, 10], spacing: 10, within: 0...100)
    #expect(centers == [50, 10])
  }

  @Test func `colliding labels spread about their mean and keep their order`() {
    let centers = PushApart.centers(wishes: [50, 52, 48], spacing: 10, within: 0...100)
    #expect(centers == [50, 60, 40])
  }

  @Test func `labels stay within their column`() {
    let centers = PushApart.centers(wishes: [99, 99.5, 0], spacing: 10, within: 0...100)
    #expect(centers == [85, 95, 5])
  }

  @Test func `any wishes give labels a spacing apart`() {
    for seed in UInt64(0)..<200 {
      var random = SplitMix(seed)
      let wishes = (0..<(1 + random.below(10))).map { _ in random.between(-20, 120) }
      let centers = PushApart.centers(wishes: wishes, spacing: 10, within: 0...100).sorted()
      #expect(
        zip(centers, centers.dropFirst()).allSatisfy { $1 - $0 > 10 - 1e-9 }, "seed \(seed)")
      #expect(centers.allSatisfy { (5 - 1e-9...95 + 1e-9).contains($0) }, "seed \(seed)")
    }
  }
}
