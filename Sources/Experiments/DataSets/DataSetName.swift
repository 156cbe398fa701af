/// The data sets that experiments read.
public enum DataSetName: String, Codable, CaseIterable, Sendable {
  /// 1797 images of handwritten digits, 8 × 8 (Alpaydin & Kaynak 1998), shipped with this program.
  case digits
  /// 70 000 images of clothes, 28 × 28 (Xiao et al. 2017).
  case fashionMNIST = "fashion-mnist"
  /// 13 measurements of 178 wines of three cultivars (Aeberhard & Forina 1991), shipped too.
  case wine
  /// 30 measurements of 569 tumours, malignant or benign (Wolberg et al. 1993), shipped too.
  case breastCancer = "breast-cancer"

  /// Rows that experiments train on.
  var trainRows: Int {
    switch self {
    case .digits: 1400
    case .fashionMNIST: 2000
    case .wine: 124
    case .breastCancer: 398
    }
  }

  var holdsImages: Bool { self == .digits || self == .fashionMNIST }
}

extension DataSetName {
  /// A table that this program ships, and what it should hold.
  struct Shipped {
    let file: String
    let features: Int
    let rows: Int
    /// What its rows are.
    let things: String
    let classes: Int
  }

  /// Nil for what has to be got elsewhere.
  var shipped: Shipped? {
    switch self {
    case .digits:
      Shipped(file: "digits.csv.gz", features: 64, rows: 1797, things: "images", classes: 10)
    case .fashionMNIST: nil
    case .wine: Shipped(file: "wine.csv", features: 13, rows: 178, things: "wines", classes: 3)
    case .breastCancer:
      Shipped(file: "breast-cancer.csv", features: 30, rows: 569, things: "tumours", classes: 2)
    }
  }
}
