internal import Runs

/// Parts of one kind, each under a name of its own that stands where a property's name would: `sgd` in
/// `growth.sgd.rate`. The name of the property that holds them all does not appear.
///
/// Read back from a record, a part is looked for when it is asked for: which there are is known to the
/// specification and not to the record.
struct Parts<Part: Recorded>: Sendable {
  private let source: Source

  private enum Source: Sendable {
    case given([(name: String, part: Part)])
    case recorded(RecordDecoder)
  }

  init(_ parts: [(name: String, part: Part)]) {
    source = .given(parts)
  }

  /// - Throws: `ExperimentsError.missingValue` with the first value of that part which the record lacks.
  subscript(_ name: String) -> Part {
    get throws(ExperimentsError) {
      if case .recorded(let reader) = source { return try reader.appending(name).read(Part.self) }
      guard let part = try ifPresent(name) else { throw .missingValue(name: name) }
      return part
    }
  }

  /// The part, or nil where the record has nothing of it: what only some profiles run.
  ///
  /// - Throws: `ExperimentsError.missingValue` where it has some of it, and not all.
  func ifPresent(_ name: String) throws(ExperimentsError) -> Part? {
    switch source {
    case .given(let parts): parts.first { $0.name == name }?.part
    case .recorded(let reader): reader.appending(name).isPresent ? try self[name] : nil
    }
  }
}

/// Parts of any kind.
protocol RecordedParts {}

extension Parts: RecordedParts, RecordedElement {
  func write(to writer: inout RecordWriter, as name: String) throws(RunsError) {
    guard case .given(let parts) = source else {
      fatalError("\(name): parts that were read are not known by name")
    }
    for (own, part) in parts { try part.write(to: &writer, as: name.dotted(own)) }
  }
}

extension Parts: Decodable {
  init(from decoder: any Decoder) throws {
    source = .recorded(RecordDecoder(decoder))
  }
}
