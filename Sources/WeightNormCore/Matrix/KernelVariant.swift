internal import CKernels

/// The instruction sets that products, sums and steps of optimizers are compiled for. All give the same
/// bits.
public enum KernelVariant: String, CaseIterable, Sendable {
  case baseline
  case avx2
  case avx512

  /// Whether this processor runs the variant.
  public var isSupported: Bool { ck_supports(code) != 0 }

  /// The variant in use: the best one that this processor runs, unless another was selected.
  public static var selected: KernelVariant {
    allCases.first { $0.code == ck_selected() } ?? .baseline
  }

  /// Makes this process use the variant.
  ///
  /// - Precondition: the processor supports it.
  public func select() {
    precondition(isSupported, "this processor does not run the \(self) kernels")
    ck_select(code)
  }

  private var code: CKVariant {
    switch self {
    case .baseline: CKVariantBaseline
    case .avx2: CKVariantAVX2
    case .avx512: CKVariantAVX512
    }
  }
}
