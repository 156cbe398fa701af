import Testing

struct DoctorTests {
  @Test(arguments: [[:], ["WNREPORT_DATA_DIR": ""]])
  func `everything that the report needs is here`(environment: [String: String]) async throws {
    let workspace = try Workspace(templates: false)
    let result = try await workspace.run("doctor", environment: environment)
    #expect(result.status == 0, "\(result.output)")
    #expect(result.messages == "")
    let lines = result.outputLines
    #expect(lines.allSatisfy { $0.hasPrefix("ok       ") })
    for part in ["libgd ", "DejaVu Sans: ", "digits: ", "fashion-mnist: ", "wine: "] {
      #expect(lines.contains { $0.hasPrefix("ok       \(part)") }, "\(part)")
    }
  }

  @Test func `what is missing is named with the way to get it`() async throws {
    let workspace = try Workspace(templates: false)
    let result = try await workspace.run("doctor", "--data-dir", "nowhere")
    #expect(result.status == 1)
    #expect(result.messages == "")
    let missing = result.outputLines.filter { $0.hasPrefix("missing  ") }
    #expect(missing.count == 1)
    #expect(missing.first?.contains("/nowhere/train-images-idx3-ubyte.gz: no such file") == true)
    #expect(missing.first?.contains("apt-get install dataset-fashion-mnist") == true)
    #expect(result.outputLines.filter { $0.hasPrefix("ok       ") }.count >= 3)
  }
}
