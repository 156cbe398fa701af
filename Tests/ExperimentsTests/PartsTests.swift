import Runs
import Testing

@testable import Experiments

/// Parts of a result, which are found by name.
struct PartsTests {
  @Test func `parts are looked for when they are asked for`() async throws {
    let read = try Invented.result(
      of: try await Invented.record(without: ["a.size", "a.layer2.value", "c.value"]))
    #expect(throws: ExperimentsError.missingValue(name: "invented.a.size")) { try read.parts["a"] }
    #expect(throws: ExperimentsError.missingValue(name: "invented.c.value")) {
      try read.others["c"]
    }
    #expect(throws: ExperimentsError.missingValue(name: "invented.d.size")) { try read.parts["d"] }
    #expect(try read.parts["a-b"].size == 2)
  }

  @Test func `parts of parts are looked for as well`() async throws {
    let part = try Invented.result(of: try await Invented.record(without: ["a.layer2.value"]))
      .parts["a"]
    #expect(part.size == 1)
    #expect(try part.layers["layer1"].value == 11)
    #expect(throws: ExperimentsError.missingValue(name: "invented.a.layer2.value")) {
      try part.layers["layer2"]
    }
    #expect(try part.layers.ifPresent("layer2") == nil)
  }

  @Test func `a part of which there is nothing may be absent, one of which there is half may not`()
    async throws
  {
    let read = try Invented.result(of: try await Invented.record(without: ["a.size"]))
    #expect(try read.parts.ifPresent("a-b")?.size == 2)
    #expect(try read.parts.ifPresent("d") == nil)
    #expect(throws: ExperimentsError.missingValue(name: "invented.a.size")) {
      try read.parts.ifPresent("a")
    }
    let other = try Invented.result(
      of: try await Invented.record(without: ["a.size", "a.layer1.value", "a.layer2.value"]))
    #expect(try other.parts.ifPresent("a") == nil, "a-b is not a part of it")
  }

  @Test func `parts that were given are found by name too`() throws {
    let whole = Whole()
    #expect(try whole.parts["a"].layers["layer1"].value == 11)
    #expect(try whole.parts.ifPresent("a-b")?.size == 2)
    #expect(try whole.parts.ifPresent("d") == nil)
    #expect(throws: ExperimentsError.missingValue(name: "d")) { try whole.parts["d"] }
  }
}
