import Runs
import Testing

struct ProfileTests {
  @Test func `the words are those of records, options and file names`() {
    #expect(Profile.allCases.map(\.rawValue) == ["default", "quick", "sample", "full"])
  }
}
