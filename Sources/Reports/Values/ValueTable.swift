import Runs
import Synchronization

/// Every name that a template may type, built once from the records.
struct ValueTable: Sendable {
  /// By full name: `growth.sgd.normRatio`, `growth.spec`, `growth.seeds`, `claims.role-of-g`.
  private(set) var values: [String: TemplateValue] = [:]
  /// By full name: `growth.sgd.norm`.
  private(set) var series: [String: Series] = [:]
  /// In the order of the records, which is the catalog's; undecided ones without a record last.
  let verdicts: [Verdict]
  /// Whether every name of the report is here; other profiles than the default one may lack some.
  let isComplete: Bool
  /// The experiments whose records are still to be made: what is said of them may be right.
  let pending: Set<String>
  /// Whether what an undecided claim lacks will not come any more.
  private let areVerdictsKnown: Bool
  /// The claims that the notebook states itself, in its order.
  let ownClaims: [String]
  /// Experiments that there are besides, which no page names.
  private let others: [String]
  /// Loops and includes ask for the same unknown name again and again.
  private let complaints = Complaints()
  private let reads = Reads()

  init(
    _ records: [RunRecord], undecided: [Verdict] = [], pending: Set<String> = [],
    areVerdictsKnown: Bool = true, others: [String] = [], title: String? = nil,
    ownClaims: [String] = [], profile: Profile
  ) {
    self.pending = pending
    self.areVerdictsKnown = areVerdictsKnown && pending.isEmpty
    self.ownClaims = ownClaims
    self.others = others
    verdicts = records.flatMap(\.verdicts) + undecided
    isComplete = profile == .default
    values["report.profile"] = TemplateValue(
      .text(profile.rawValue), choices: Profile.allCases.map(\.rawValue).sorted())
    if let title { values["report.title"] = TemplateValue(.text(title)) }
    for record in records { add(record) }
    for verdict in verdicts { add(verdict) }
  }

  /// Whether a name may stand for what a run has still to tell.
  private func isPending(_ name: String) -> Bool {
    let parts = name.split(separator: ".").map(String.init)
    guard let first = parts.first else { return false }
    if pending.contains(first) { return true }
    let claim = verdicts.first { parts.count > 2 && $0.claim == parts[1] }
    return first == "claims" && !areVerdictsKnown && claim?.outcome == nil && claim != nil
      && ["evidence", "holds", "stability"].contains(parts[2])
  }

  private mutating func add(_ record: RunRecord) {
    let prefix = record.experiment + "."
    values[prefix + "title"] = TemplateValue(.text(record.title))
    values[prefix + "spec"] = TemplateValue(json: record.specification)
    let seeds = record.seeds.map { TemplateValue(.integer($0)) }
    values[prefix + "seeds"] = TemplateValue(.list(seeds))
    for measured in record.values {
      values[prefix + measured.name] = TemplateValue(measured: measured.value, unit: measured.unit)
    }
    for series in record.series { self.series[prefix + series.name] = series }
  }

  /// A condition is asked for by the name of what it is put on:
  /// `claims.norm-growth.holds.growth.adam.decreases`.
  private mutating func add(_ verdict: Verdict) {
    let name = "claims.\(verdict.claim)"
    values[name] = TemplateValue(verdict)
    for evidence in verdict.evidence {
      values["\(name).holds.\(evidence.name)"] = TemplateValue(.flag(evidence.holds))
    }
  }

  /// The value of a full name: the longest recorded name, then members of its value. One that may be
  /// unknown is excused.
  func value(_ name: String, mayBeUnknown: Bool = false) throws(Complaint) -> TemplateValue {
    if isPending(name) { throw .excused }
    func unknown() -> Complaint {
      mayBeUnknown ? .excused : complaints.about(name) { self.unknown(name) }
    }
    let segments = name.split(separator: ".", omittingEmptySubsequences: false)
    for length in stride(from: segments.count, to: 0, by: -1) {
      let head = segments.prefix(length).joined(separator: ".")
      guard var value = values[head] else { continue }
      reads.insert(head)
      for segment in segments.dropFirst(length) {
        guard let member = value.member(String(segment)) else { throw unknown() }
        value = member
      }
      guard value.isFinite else { throw .notFinite(name) }
      guard value.kind != .null else { throw .null(name) }
      return value
    }
    throw unknown()
  }

  /// The recorded series of a full name, for the key or the filter `user`. One that may be unknown is
  /// excused.
  func series(
    named name: String, for user: String = "series", mayBeUnknown: Bool = false
  ) throws(Complaint) -> Series {
    if let series = series[name] {
      reads.insert(name)
      return series
    }
    if isPending(name) { throw .excused }
    if let value = values[name] {
      throw .wrongKind(user: "`\(user)`", takes: "a recorded series", found: value.kindName)
    }
    if mayBeUnknown { throw .excused }
    throw .unknown(.series, dotted: name, among: series.keys.sorted() + others)
  }

  /// The names among these that nobody has asked for, nor a claim.
  func unread(of names: [String]) -> [String] {
    let read = reads.names.union(verdicts.flatMap(\.evidence).map(\.name))
    return names.filter { !read.contains($0) }
  }

  /// The verdict of a claim.
  func verdict(_ claim: String) throws(Complaint) -> Verdict {
    if let verdict = verdicts.first(where: { $0.claim == claim }) { return verdict }
    throw .unknown(.claim, claim, among: verdicts.map(\.claim))
  }

  /// The kinds of claims that there are, each of which has a table of verdicts.
  var kinds: [ClaimKind] {
    ClaimKind.allCases.filter { kind in verdicts.contains { $0.kind == kind } }
  }

  /// The full names of everything that can be printed, members included.
  var allNames: [String] {
    values.flatMap { name, value in Self.names(of: value, called: name) }.sorted()
  }

  private func unknown(_ name: String) -> Complaint {
    if let series = series[name] { return .series(name, example: series.lastPosition) }
    let names = allNames
    let below = names.filter { $0.hasPrefix(name + ".") }
    guard below.isEmpty else {
      return .group(name, members: below.map { String($0.dropFirst(name.count + 1)) })
    }
    return .unknown(.name, dotted: name, among: names + others)
  }

  private static func names(of value: TemplateValue, called name: String) -> [String] {
    [name]
      + value.memberNames.flatMap { member in
        value.member(member).map { names(of: $0, called: "\(name).\(member)") } ?? []
      }
  }
}

/// What was asked for.
private final class Reads: Sendable {
  private let kept = Mutex<Set<String>>([])

  var names: Set<String> { kept.withLock { $0 } }

  func insert(_ name: String) { kept.withLock { _ = $0.insert(name) } }
}

/// What was said of unknown names.
private final class Complaints: Sendable {
  private let byName = Mutex<[String: Complaint]>([:])

  /// What was said before, or else what `complaint` says now.
  func about(_ name: String, _ complaint: () -> Complaint) -> Complaint {
    if let known = byName.withLock({ $0[name] }) { return known }
    let new = complaint()
    byName.withLock { $0[name] = new }
    return new
  }
}
