// One matrix product for one scalar type and one instruction set. The including file defines
//   NAME(x)   the name x with the variant's suffix
//   SCALAR    float or double
//   MATRIX    CKMatrixF32 or CKMatrixF64
//   LANES     scalars in a vector
//   TARGET    the function attribute that turns the instruction set on
//
// Columns are taken in panels of two vectors, packed so that the inner loop reads b contiguously
// whatever its strides; rows in blocks of BLOCK, so that each packed vector is used BLOCK times from
// a register.

#define PANEL (2 * LANES)

typedef SCALAR NAME(vector) __attribute__((vector_size(LANES * sizeof(SCALAR)), aligned(sizeof(SCALAR))));

TARGET static __attribute__((noinline)) void NAME(pack)(
    long inner, long columns, MATRIX b, long first, SCALAR *panel) {
  long width = columns - first < PANEL ? columns - first : PANEL;
  for (long k = 0; k < inner; k++) {
    const SCALAR *source = b.elements + k * b.rowStride + first * b.columnStride;
    for (long j = 0; j < width; j++) panel[k * PANEL + j] = source[j * b.columnStride];
    for (long j = width; j < PANEL; j++) panel[k * PANEL + j] = 0;
  }
}

// `block` rows of c from row `row` on; always called with a constant `block`, so that the
// accumulators stay in registers.
TARGET static __attribute__((always_inline)) inline void NAME(rows)(
    int block, long row, long inner, long columns, long first, MATRIX a, const SCALAR *panel,
    long panelStride, SCALAR *c) {
  NAME(vector) sum[BLOCK][2];
  long width = columns - first < PANEL ? columns - first : PANEL;
  for (int r = 0; r < block; r++) sum[r][0] = sum[r][1] = (NAME(vector)){0};
  for (long k = 0; k < inner; k++) {
    NAME(vector) left = *(const NAME(vector) *)(panel + k * panelStride);
    NAME(vector) right = *(const NAME(vector) *)(panel + k * panelStride + LANES);
    for (int r = 0; r < block; r++) {
      // x − 0 is x for every x, while x + 0 would lose the sign of −0.
      NAME(vector) factor =
          a.elements[(row + r) * a.rowStride + k * a.columnStride] - (NAME(vector)){0};
      sum[r][0] = __builtin_elementwise_fma(factor, left, sum[r][0]);
      sum[r][1] = __builtin_elementwise_fma(factor, right, sum[r][1]);
    }
  }
  for (int r = 0; r < block; r++) {
    SCALAR *target = c + (row + r) * columns + first;
    SCALAR result[PANEL];
    *(NAME(vector) *)result = sum[r][0];
    *(NAME(vector) *)(result + LANES) = sum[r][1];
    for (long j = 0; j < width; j++) target[j] = result[j];
  }
}

TARGET static void NAME(multiply)(
    long rows, long inner, long columns, MATRIX a, MATRIX b, SCALAR *c,
    SCALAR *panel) {
  for (long first = 0; first < columns; first += PANEL) {
    const SCALAR *source = panel;
    long stride = PANEL;
    if (b.columnStride == 1 && first + PANEL <= columns) {
      source = b.elements + first;
      stride = b.rowStride;
    } else {
      NAME(pack)(inner, columns, b, first, panel);
    }
    long row = 0;
    for (; row + BLOCK <= rows; row += BLOCK)
      NAME(rows)(BLOCK, row, inner, columns, first, a, source, stride, c);
    for (; row + 4 <= rows; row += 4) NAME(rows)(4, row, inner, columns, first, a, source, stride, c);
    for (; row < rows; row++) NAME(rows)(1, row, inner, columns, first, a, source, stride, c);
  }
}

#undef PANEL
