import Runs
import Testing

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
    let filters = ["signed", "significant", "fixed", "fixedWidth"]
    #expect(NearestName.of("signif", among: filters) == "significant")
    #expect(NearestName.of("sigmed", among: filters) == "signed")
    #expect(NearestName.of("fix", among: filters) == nil)
  }

  @Test(arguments: [
    ("grwth", ["growth"]), ("growth?", ["growth"]), ("grow", ["growth"]), ("*.lss", ["sgd.loss"]),
    ("*.nrm", ["sgd.norm", "adam.norm"]), ("s?d.nomr", ["sgd.norm"]),
    ("norm", ["sgd.norm", "adam.norm"]),
    ("adma.*", ["adam.norm"]),
  ])
  func `a misspelt pattern finds what it was meant to match`(pattern: String, meant: [String]) {
    let names = ["growth", "sgd.norm", "adam.norm", "sgd.loss"]
    #expect(NearestName.all(meantBy: pattern, among: names) == meant)
  }

  @Test(arguments: ["", "*", "*x", "?", "completely", "*.completely"])
  func `a pattern far from all names finds none`(pattern: String) {
    #expect(NearestName.all(meantBy: pattern, among: ["growth", "sgd.norm"]) == [])
  }
}
