import Tables
import Testing

struct TablesErrorTests {
  @Test func `a problem names its place as compilers do`() {
    let error = TablesError.wrong(file: "log.csv", line: 3, column: 7, reason: "no number")
    #expect("\(error)" == "log.csv:3:7: no number")
  }
}
