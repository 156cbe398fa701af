public import Foundation

/// Throws inputs, each named by a seed, at the parts of the program that read what others wrote.
public struct Fuzzer: Sendable {
  private let reports: ReportFuzzer
  private let records: RecordFuzzer
  private let data: DataFuzzer
  private let cache: CacheFuzzer
  private let tables: TableFuzzer
  private let claims: ClaimsFuzzer

  /// `package` is the folder of the package, whose templates and data sets are the inputs to start
  /// from; `scratch` is a folder for the files that are read as data.
  public init(package: URL, scratch: URL) throws {
    reports = try ReportFuzzer(templates: package.appending(path: "templates"))
    records = RecordFuzzer()
    claims = try ClaimsFuzzer()
    cache = try CacheFuzzer(folder: scratch.appending(path: "cache"))
    tables = try TableFuzzer(folder: scratch.appending(path: "notebook"))
    data = try DataFuzzer(
      vendored: package.appending(path: "Sources/Experiments/Data"), scratch: scratch)
  }

  /// The input itself, for a person to look at; nothing for files of bytes.
  public func input(_ target: FuzzTarget, seed: UInt64) -> [String: String] {
    var random = FuzzRandom(seed: seed)
    switch target {
    case .template: return reports.template(&random)
    case .cell: return reports.cell(&random)
    case .figure: return reports.figure(&random)
    case .record: return ["record.json": String(decoding: records.bytes(&random), as: UTF8.self)]
    case .table: return tables.files(&random).mapValues { String(decoding: $0, as: UTF8.self) }
    case .claims: return claims.files(&random)
    case .cache, .data: return [:]
    }
  }

  /// What is wrong with the answer to an input, or nil. A crash or a hang is the caller's to see.
  public func fault(_ target: FuzzTarget, seed: UInt64) async -> String? {
    var random = FuzzRandom(seed: seed)
    switch target {
    case .template: return await reports.templateFault(&random)
    case .cell: return await reports.cellFault(&random)
    case .figure: return await reports.figureFault(&random)
    case .record: return await records.fault(&random)
    case .cache: return cache.fault(&random)
    case .data: return data.fault(&random)
    case .table: return tables.fault(&random)
    case .claims: return await claims.fault(&random)
    }
  }
}
