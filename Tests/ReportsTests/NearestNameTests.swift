import Testing

@testable import Reports

struct NearestNameTests {
  @Test(arguments: [
    ("growht", "growth"), ("norm", "norms"), ("sdg", "sgd"), ("supportet", "supported"),
  ])
  func `a misspelt name finds the one that was meant`(misspelt: String, meant: String) {
    let names = ["growth", "norms", "sgd", "supported", "refuted"]
    #expect(NearestName.of(misspelt, among: names) == meant)
  }

  @Test func `a name far from all others gets no suggestion`() {
    #expect(NearestName.of("completely", among: ["growth", "sgd"]) == nil)
  }
}
