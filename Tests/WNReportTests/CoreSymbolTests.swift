import Foundation
import Testing

/// Records come from operations that IEEE 754 fixes to the bit, so nothing on the way to them may call
/// a function of the system's mathematics library that is not exact.
struct CoreSymbolTests {
  /// Functions whose results differ from library to library. All others of the library are exact:
  /// `sqrt`, `fma`, `floor`, `ceil`, `trunc`, `round`, `rint`, `nearbyint`, `fmod`, `remainder`,
  /// `fabs`, `copysign`, `fmin`, `fmax`, `frexp`, `ldexp`, `scalbn`, `logb`, `nextafter`.
  static let inexact: Set<String> = [
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "cospi",
    "erf", "erfc", "exp", "exp10", "exp2", "expm1", "gamma", "hypot", "j0", "j1", "jn", "lgamma",
    "lgamma_r", "log", "log10", "log1p", "log2", "pow", "pow10", "sin", "sincos", "sinh", "sinpi",
    "tan", "tanh", "tgamma", "y0", "y1", "yn", "__powidf2", "__powisf2",
  ]

  /// The inexact functions that symbols call, as `nm -u` lists the symbols.
  static func inexactFunctions(in listing: String) -> Set<String> {
    let symbols = listing.split(separator: "\n").compactMap { line -> Substring? in
      let words = line.split(separator: " ")
      guard let name = words.last, words.count == 1 || words.first == "U" else { return nil }
      return name.prefix { $0 != "@" }
    }
    return Set(symbols.compactMap(inexactFunction))
  }

  /// By its name in C, with the ending of its type, as macOS writes it, or as glibc's variants for
  /// finite arguments and for vectors.
  private static func inexactFunction(_ symbol: Substring) -> String? {
    var name = symbol
    if let match = name.wholeMatch(of: #/_ZGV\w+?_(\w+)|__(\w+)_finite/#) {
      name = match.1 ?? match.2 ?? name
    }
    let names = [name, name.hasPrefix("_") ? name.dropFirst() : name].flatMap {
      [$0, $0.last.map { "fl".contains($0) } == true ? $0.dropLast() : $0]
    }
    return names.map(String.init).first(where: inexact.contains)
  }

  @Test func `inexact functions are found in any form, exact ones and others are not`() {
    let listing = """

      Targets.swift.o:
                       U exp
                       U logf@GLIBC_2.27
                       U _tanh
                       U _ZGVdN4v_cosf
                       U __pow_finite
                       U sqrt
                       U fmaf
                       U fmod
                       U floor
                       U expect
                       U $s14WeightNormCore10ElementaryO3expyS2dFZ
      """
    #expect(Self.inexactFunctions(in: listing) == ["exp", "log", "tanh", "cos", "pow"])
  }

  /// The folders of the debug and the release build.
  private static let builds = ["debug", "release"].map {
    Executable.package.appending(path: ".build/\($0)").path
  }
  .filter { FileManager.default.fileExists(atPath: $0) }

  private func inexactFunctions(of module: String, in build: String) throws -> Set<String> {
    let folder = "\(build)/\(module).build"
    let objects = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".o") }
    try #require(!objects.isEmpty, "no object of \(module) in \(build)")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["nm", "-u"] + objects.map { "\(folder)/\($0)" }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let listing = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return Self.inexactFunctions(in: String(decoding: listing, as: UTF8.self))
  }

  @Test(arguments: ["CKernels", "WeightNormCore", "Runs", "Experiments"], builds)
  func `what makes records calls no inexact function`(_ module: String, _ build: String) throws {
    #expect(try inexactFunctions(of: module, in: build) == [])
  }

  /// Pictures are compared with a tolerance, so they may.
  @Test(arguments: builds)
  func `where there are such calls they are found`(_ build: String) throws {
    #expect(try inexactFunctions(of: "Figures", in: build).isSuperset(of: ["cos", "sin", "pow"]))
  }
}
