/// Whether numbers agree one by one, up to rounding.
func isClose(_ found: [Double], _ expected: [Double], within tolerance: Double = 1e-12) -> Bool {
  found.count == expected.count
    && zip(found, expected).allSatisfy { ($0 - $1).magnitude < tolerance }
}
