import Runs
import Testing

@testable import Experiments

struct CalibrationTests {
  @Test func `every claim of the comparison was asked in every study`() {
    let measured = Calibration.measured
    #expect(Set(measured.repeats.keys) == Set(Convergence.claims.map(\.id)))
    #expect(measured.repeats.values.allSatisfy { (0...measured.studies).contains($0) })
    #expect((0...1).contains(measured.pairings) && measured.studies >= measured.splits)
  }

  @Test func `the comparison that was calibrated is the one of the report`() throws {
    #expect(
      try Calibration.digest(of: Convergence.Specification()) == Calibration.measured.specification,
      "run `make calibrate`")
  }

  @Test func `other splits have other rows, as many of them, and none twice`() throws {
    for name in [DataSetName.digits, .fashionMNIST] {
      var first: [[Float]] = []
      for split in 0..<5 {
        let data = try DataLibrary.installed.split(split).load(name)
        let report = try DataLibrary.installed.load(name)
        #expect(data.trainLabels.count == report.trainLabels.count)
        #expect(data.testLabels.count == report.testLabels.count)
        #expect((data.trainLabels == report.trainLabels) == (split == 0), "\(name)")
        first.append(Array(data.trainInputs[row: 0]))
      }
      #expect(Set(first).count == 5, "\(name)")
    }
  }
}
