import Foundation
import Runs
import Testing

struct MethodLookTests {
  @Test func `looks are JSON with a member for each word`() throws {
    let json = """
      {"groups": [[{"name": "mine", "color": "blue", "dash": "long", "marker": "star"}], []]}
      """
    let looks = try JSONDecoder().decode(MethodLooks.self, from: Data(json.utf8))
    #expect(looks == MethodLooks([[MethodLook("mine", "blue", "long", "star")], []]))
    let again = try JSONDecoder().decode(MethodLooks.self, from: JSONEncoder().encode(looks))
    #expect(again == looks)
  }
}
