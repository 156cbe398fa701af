internal import Foundation

/// The published form of a record: a JSON Schema of what ``RunRecord`` reads and writes.
public enum RecordSchema {
  /// The schema, in draft 2020-12.
  ///
  /// Further members are allowed everywhere, as readers pass over them.
  public static var json: String {
    do {
      return String(decoding: try CanonicalJSON.encode(document), as: UTF8.self)
    } catch {
      preconditionFailure("the schema is no JSON: \(error)")
    }
  }

  /// The objects that a record is made of, each member with its type and meaning.
  static let objects: [Object] = [
    Object(
      "record", "All that a report may know of one experiment.",
      [
        Member(
          "schemaVersion", .constant(.integer(RunRecord.currentSchemaVersion)),
          "The version of this layout."),
        Member("experiment", .text, "What begins every name in a template: the name of the file."),
        Member("title", .text, "One line for people."),
        Member("profile", .text, "How much was run: default, quick, sample or full."),
        Member("specification", .anything, "What was run; templates read it as NAME.spec."),
        Member("seeds", .list(.integer), "The seeds."),
        Member("values", .list(.object("value")), "What was measured, by name."),
        Member("series", .list(.object("series")), "What was measured along something, by name."),
        Member("tables", .list(.object("table")), "Every seed, for intervals to be computed from."),
        Member(
          "verdicts", .list(.object("verdict")),
          "What is decided; empty in the records of a notebook, whose claims are in claims.yaml."),
      ]),
    Object(
      "value", "One number, word or interval.",
      [
        Member("name", .name, "Dotted, without the experiment: wn.loss.final."),
        Member("value", .object("measurement"), "What it is."),
        Member("unit", .text, "The unit in print; empty for a pure number."),
        Member("explanation", .text, "What was measured, in one line."),
        Member(
          "sampling", .object("sampling"), "How much is the luck of the seeds.", isOptional: true),
      ]),
    Object(
      "interval", "A mean and its 95 % confidence interval.",
      [
        Member("estimate", .number, "The mean."), Member("low", .number, "The lower end."),
        Member("high", .number, "The upper end."),
      ]),
    Object(
      "sampling", "A value in each seed, and in studies that draw theirs from these.",
      [
        Member("seeds", .list(.number), "One per seed; the value is their mean.", isOptional: true),
        Member("studies", .list(.number), "The value in each of several studies."),
      ]),
    Object(
      "quantity", "What an axis shows.",
      [Member("label", .text, "With symbol and unit: loss (nats).")]),
    Object(
      "series", "A quantity along another one, over seeds; all lists are as long as positions.",
      [
        Member("name", .name, "Dotted, without the experiment: wn.loss."),
        Member("explanation", .text, "What was measured, in one line."),
        Member("x", .object("quantity"), "Along what."),
        Member("y", .object("quantity"), "What."),
        Member("positions", .list(.number), "On x, increasing."),
        Member("median", .list(.numberOrNull), "Over seeds; null where no seed has a number."),
        Member("spread", .object("spread"), "Over several seeds.", isOptional: true),
        Member("seeds", .list(.object("path")), "At most three of them, for thin lines."),
      ]),
    Object(
      "spread", "Quartiles and extremes over seeds, at each position.",
      [
        Member("minimum", .list(.numberOrNull), "The least."),
        Member("lowerQuartile", .list(.numberOrNull), "A quarter is below."),
        Member("upperQuartile", .list(.numberOrNull), "A quarter is above."),
        Member("maximum", .list(.numberOrNull), "The greatest."),
      ]),
    Object(
      "path", "One seed, at the positions of its series.",
      [
        Member("seed", .integer, "Which."),
        Member("values", .list(.numberOrNull), "Null where it has no number."),
      ]),
    Object(
      "table", "One row of one number per seed at each position.",
      [
        Member("name", .name, "Dotted, without the experiment."),
        Member("explanation", .text, "What was measured, in one line."),
        Member("x", .object("quantity"), "Along what."),
        Member("positions", .list(.number), "On x, increasing."),
        Member("rows", .list(.list(.number)), "As many as positions, all of one length."),
      ]),
    Object(
      "verdict", "What records say of one claim.",
      [
        Member("claim", .text, "The identifier."),
        Member("statement", .text, "What is on trial."),
        Member("kind", .word(ClaimKind.allCases.map(\.rawValue)), "What a verdict is worth."),
        Member("source", .text, "Who says so."),
        Member("experiments", .list(.text), "Whose records decide; the first one's holds this."),
        Member(
          "outcome", .word(Outcome.allCases.map(\.rawValue)), "What the rule gave.",
          isOptional: true),
        Member(
          "pinned", .word(Outcome.allCases.map(\.rawValue)),
          "What it gave when a person last looked."),
        Member("reason", .text, "Why.", isOptional: true),
        Member("stability", .number, "The share of studies that say the same.", isOptional: true),
        Member("evidence", .list(.object("evidence")), "The numbers that decided."),
      ]),
    Object(
      "evidence", "One number of a verdict.",
      [
        Member("name", .text, "The full name of the value."),
        Member("label", .text, "What it is, for people."),
        Member("value", .object("measurement"), "What it was."),
        Member("unit", .text, "The unit in print; empty for a pure number."),
        Member("condition", .object("condition"), "What was asked of it."),
        Member("holds", .flag, "Whether it is so."),
        Member(
          "bearing", .word(Evidence.Bearing.allCases.map(\.rawValue)), "What it says of the claim."),
      ]),
  ]

  /// Objects that have one of several members.
  static let choices: [Object] = [
    Object(
      "measurement", "A value of one kind.",
      [
        Member("number", .number, "A number."), Member("integer", .integer, "A whole number."),
        Member("flag", .flag, "Yes or no."), Member("text", .text, "A word."),
        Member("interval", .object("interval"), "A mean with its interval."),
      ]),
    Object(
      "condition", "What is asked of a value.",
      [
        Member("below", .number, "It is less."), Member("above", .number, "It is greater."),
        Member("atMost", .number, "It is not greater."),
        Member("atLeast", .number, "It is not less."),
        Member("equal", .exact, "It is this whole number, this flag or this word."),
        Member("within", .list(.number), "It lies between two ends."),
      ]),
  ]
}

// MARK: Parts

extension RecordSchema {
  struct Object: Sendable {
    let name: String
    let explanation: String
    let members: [Member]

    init(_ name: String, _ explanation: String, _ members: [Member]) {
      (self.name, self.explanation, self.members) = (name, explanation, members)
    }
  }

  struct Member: Sendable {
    let name: String
    let type: Kind
    let explanation: String
    let isOptional: Bool

    init(_ name: String, _ type: Kind, _ explanation: String, isOptional: Bool = false) {
      (self.name, self.type, self.explanation) = (name, type, explanation)
      self.isOptional = isOptional
    }
  }

  indirect enum Kind: Sendable {
    case text
    case name
    case integer
    case number
    case numberOrNull
    case flag
    /// What can be compared for being the same.
    case exact
    case anything
    case word([String])
    case constant(JSONValue)
    case object(String)
    case list(Kind)
  }

  private static var document: JSONValue {
    var definitions: [String: JSONValue] = [:]
    for object in objects.dropFirst() {
      definitions[object.name] = .object(object.schema(required: object.requiredNames))
    }
    for choice in choices { definitions[choice.name] = choice.choice }
    let record = objects[0]
    return .object(
      record.schema(required: record.requiredNames).merging([
        "$schema": .string("https://json-schema.org/draft/2020-12/schema"),
        "$defs": .object(definitions), "title": .string("A record of wnreport"),
      ]) { $1 })
  }
}

extension RecordSchema.Object {
  var requiredNames: [String] { members.filter { !$0.isOptional }.map(\.name) }

  fileprivate func schema(required: [String]) -> [String: JSONValue] {
    let properties = members.map { ($0.name, $0.schema) }
    return [
      "type": .string("object"), "description": .string(explanation),
      "properties": .object(Dictionary(uniqueKeysWithValues: properties)),
      "required": .array(required.map { .string($0) }),
    ]
  }

  fileprivate var choice: JSONValue {
    let one = members.map { member in
      JSONValue.object(["required": .array([.string(member.name)])])
    }
    return .object(schema(required: []).merging(["oneOf": .array(one)]) { $1 })
  }
}

extension RecordSchema.Member {
  fileprivate var schema: JSONValue {
    .object(type.schema.merging(["description": .string(explanation)]) { $1 })
  }
}

extension RecordSchema.Kind {
  fileprivate var schema: [String: JSONValue] {
    switch self {
    case .text: ["type": .string("string")]
    case .name:
      ["type": .string("string"), "pattern": .string("^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$")]
    case .integer: ["type": .string("integer")]
    case .number: ["type": .string("number")]
    case .numberOrNull: ["type": .array([.string("number"), .string("null")])]
    case .flag: ["type": .string("boolean")]
    case .exact:
      ["type": .array([.string("integer"), .string("boolean"), .string("string")])]
    case .anything: [:]
    case .word(let words): ["enum": .array(words.map { .string($0) })]
    case .constant(let value): ["const": value]
    case .object(let name): ["$ref": .string("#/$defs/\(name)")]
    case .list(let element): ["type": .string("array"), "items": .object(element.schema)]
    }
  }
}
