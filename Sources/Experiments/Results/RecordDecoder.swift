internal import Runs

/// Reads a result back from its record: the path of properties is the name of the value.
struct RecordDecoder: Sendable {
  let values: [String: MeasuredValue]
  let series: [String: Series]
  let tables: [String: SeedTable]
  /// Of what is read here, without the experiment's identifier.
  private(set) var name = ""
  private let experiment: String

  init(_ record: RunRecord) {
    experiment = record.experiment
    values = Dictionary(record.values.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    series = Dictionary(record.series.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    tables = Dictionary(record.tables.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }

  /// - Precondition: the decoder is one of these; results are read from nothing else.
  init(_ decoder: any Decoder) {
    guard let reader = decoder as? RecordDecoder else {
      preconditionFailure("results are read from records")
    }
    self = reader
  }

  var fullName: String { experiment.dotted(name) }

  func appending(_ part: String) -> RecordDecoder {
    var next = self
    next.name = name.dotted(part)
    return next
  }

  /// Whether the record holds anything of this name or below it.
  var isPresent: Bool {
    values[name] != nil || series[name] != nil || tables[name] != nil
      || values.keys.contains { $0.hasPrefix(name + ".") }
      || series.keys.contains { $0.hasPrefix(name + ".") }
      || tables.keys.contains { $0.hasPrefix(name + ".") }
  }

  /// - Throws: `ExperimentsError.missingValue` for the first value that the record lacks.
  func read<Value: Recorded>(_ type: Value.Type) throws(ExperimentsError) -> Value {
    do {
      return try Value(from: self)
    } catch let error as ExperimentsError {
      throw error
    } catch {
      preconditionFailure("\(type) is no part of a result: \(error)")
    }
  }
}

extension RecordDecoder: Decoder {
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Properties(reader: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw unsupported }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw unsupported }

  private var unsupported: DecodingError {
    .dataCorrupted(
      DecodingError.Context(
        codingPath: [], debugDescription: "\(fullName) is neither measured nor a part"))
  }

  /// The properties of a struct of the result. None is a plain value, which asks for a container that
  /// there is not.
  private struct Properties<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let reader: RecordDecoder
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { self[key].isPresent }
    func decodeNil(forKey key: Key) -> Bool { !contains(key) }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      try Value(from: type is any RecordedParts.Type ? reader : self[key])
    }

    func nestedContainer<Nested>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedDecodingContainer<Nested> {
      self[key].container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      try self[key].unkeyedContainer()
    }

    func superDecoder() -> any Decoder { reader }
    func superDecoder(forKey key: Key) -> any Decoder { self[key] }

    private subscript(_ key: Key) -> RecordDecoder { reader.appending(key.stringValue) }
  }
}
