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

  @Test func `a font that comes with the program goes before the system's`() async throws {
    let workspace = try Workspace(templates: false)
    let found = "ok       DejaVu Sans: "
    let here = try await workspace.run("doctor").outputLines.first { $0.hasPrefix(found) }
    let font = try #require(here).dropFirst(found.count)
    let result = try await workspace.runShell(
      """
      mkdir -p bin share/wnreport/fonts
      cp "$wnreport" bin/
      cp "$1" share/wnreport/fonts/DejaVuSans.ttf
      exec bin/wnreport doctor
      """, [String(font)])
    let shipped = workspace.url.appending(path: "share/wnreport/fonts/DejaVuSans.ttf")
    #expect(result.outputLines.contains(found + shipped.path), "\(result.output)")
  }

  @Test(.enabled(if: SmallDisk.isAllowed, "mounting a file system was refused here"))
  func `without a font nothing is begun`() async throws {
    let workspace = try Workspace()
    let result = try await workspace.runWithOwnMounts(
      """
      mount -t tmpfs none /usr/share/fonts
      export FONTCONFIG_FILE=/dev/null
      "$wnreport" generate
      """)
    #expect(result.status == 66)
    #expect(
      result.messageLines.last?.hasPrefix(
        "wnreport: figures cannot be drawn here: the font DejaVu Sans was not found") == true)
    #expect(result.messages.contains("fonts-dejavu-core"))
    #expect(!workspace.exists("reports"))
  }
}
