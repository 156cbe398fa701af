import Testing

@testable import Reports

struct SharedNameTests {
  @Test(arguments: [
    (["g.sgd.norm"], "g.sgd.norm", ["sgd norm"]),
    (["g.sgd.norm", "g.adam.norm"], "g.*.norm", ["sgd", "adam"]),
    (["g.sgd.norm", "g.sgd.loss"], "g.sgd.*", ["norm", "loss"]),
    (["c.a.wn.loss", "c.b.std.loss"], "c.*.*.loss", ["a wn", "b std"]),
    (["c.a.l1.norm", "c.b.l1.norm"], "c.*.l1.norm", ["a", "b"]),
    (["m.log.s1.g", "m.fit.s1.r2.g"], "m.*.g", ["log s1", "fit s1 r2"]),
    (["m.g", "m.log.g"], "m.*", ["g", "log g"]),
    (["a", "b"], "*", ["a", "b"]),
  ])
  func `labels are what differs and the pattern is what does not`(
    names: [String], pattern: String, labels: [String]
  ) {
    let shared = SharedName(names)
    #expect(shared.pattern == pattern)
    #expect(shared.labels == labels)
  }

  @Test func `a narrower pattern keeps as many names as are allowed`() {
    let names = ["a", "b"].flatMap { cell in
      ["wn", "std", "bn"].map { "c.\(cell).\($0).loss" }
    }
    #expect(SharedName(names).narrowed(to: 4) == "c.a.*.loss")
    #expect(SharedName(names).narrowed(to: 2) == "c.*.wn.loss")
    #expect(SharedName(names).narrowed(to: 1) == nil)
  }

  @Test func `names that agree on nothing more have no narrower pattern`() {
    let names = ["c.x.y.loss", "c.z.loss", "c.w.loss"]
    #expect(SharedName(names).narrowed(to: 2) == nil)
  }
}
