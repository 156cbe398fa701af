import Foundation
import WeightNormCore

/// The matrix kernels that the environment variable `WNREPORT_KERNELS` names: a way to find out on one
/// processor that all of them give the same report. Without it the best ones are used.
struct KernelChoice {
  private let variant: KernelVariant?

  /// `WNREPORT_KERNELS` names no kernels, or some that this processor does not run.
  struct Unusable: Error, CustomStringConvertible {
    let name: String
    let status: Int32 = 64

    var description: String {
      let usable = KernelVariant.allCases.filter(\.isSupported).map(\.rawValue)
      return
        "WNREPORT_KERNELS: this processor runs \(usable.joined(separator: ", ")), not “\(name)”"
    }
  }

  /// - Throws: `Unusable`.
  init(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Unusable) {
    guard let name = environment["WNREPORT_KERNELS"], !name.isEmpty else {
      variant = nil
      return
    }
    guard let named = KernelVariant(rawValue: name), named.isSupported else {
      throw Unusable(name: name)
    }
    variant = named
  }

  /// Makes all products of this process use the kernels.
  func select() { variant?.select() }
}
