// One matrix product for one scalar type and one instruction set; see variant.h.
//
// Columns of the result are taken in panels of a few vectors, rows in blocks of BLOCK: a block of a
// panel stays in registers while the inner index runs, so that each vector of b is used BLOCK times
// from a register, and each scalar of a once per vector. A panel of b is packed first, so that the inner
// loop reads it contiguously, from the start of a cache line on; only where there are too few rows to
// pay for a copy, a panel whose rows are contiguous is read where it lies. The inner index is taken in
// stretches of about equal length, at most DEPTH, so that a packed panel stays in the first-level
// cache; between two stretches the sums rest in c, which rounds nothing.

#define VECTORS_OF_ONE_ROW 4
#define DEPTH 320
#define HALF (LANES / 2)

typedef SCALAR NAME(half) __attribute__((vector_size(HALF * SCALAR_BYTES), aligned(SCALAR_BYTES)));

#define LOAD_HALF(pointer) (*(const NAME(half) *)(pointer))

// Transposes LANES vectors: in the stage of distance s, vectors s apart exchange the elements whose
// indices differ in the bit s. Unrolled, so that t stays in registers. The stage of distance HALF is
// done by loading halves, which takes no shuffle.
#define SAME(j, s) (j)
#define LOW(j, s) (((j) & (s)) ? LANES + (j) - (s) : (j))
#define HIGH(j, s) (((j) & (s)) ? LANES + (j) : ((j) + (s)) % LANES)
#define STAGE(s)                                                                  \
  UNROLL                                                                          \
  for (int i = 0; i < LANES; i++)                                                 \
    if (!(i & (s))) {                                                             \
      NAME(vector) low = __builtin_shufflevector(t[i], t[i + (s)], LIST(LOW, s)); \
      t[i + (s)] = __builtin_shufflevector(t[i], t[i + (s)], LIST(HIGH, s));      \
      t[i] = low;                                                                 \
    }

// target[k · stride + j] = scale[j] · source[j · columnStride + k] for j, k < LANES.
TARGET static __attribute__((always_inline)) inline void NAME(transpose)(
    const SCALAR *source, long columnStride, const SCALAR *scale, SCALAR *target, long stride) {
  NAME(vector) t[LANES];
  UNROLL for (int j = 0; j < LANES; j++) {
    const SCALAR *first = source + j % HALF * columnStride + j / HALF * HALF;
    t[j] = __builtin_shufflevector(
        LOAD_HALF(first), LOAD_HALF(first + HALF * columnStride), LIST(SAME, 0));
  }
#if LANES > 2
  STAGE(1)
#endif
#if LANES > 4
  STAGE(2)
#endif
#if LANES > 8
  STAGE(4)
#endif
  if (scale)
    UNROLL for (int k = 0; k < LANES; k++) t[k] = LOAD(scale) * t[k];
  UNROLL for (int k = 0; k < LANES; k++) STORE(target + k * stride, t[k]);
}

// The columns of b from `first` on, `width` of them, as rows of `vectors` vectors with anything behind.
// Whole vectors are taken where columns, or rows, are contiguous in memory.
TARGET static __attribute__((always_inline)) inline void NAME(pack)(
    int vectors, long inner, long first, long width, MATRIX b, SCALAR *panel) {
  long panelWidth = vectors * LANES;
  long wholeWidth = width - width % LANES;
  long wholeInner = 0;
  if (b.rowStride == 1 && !b.rowScale) {
    wholeInner = inner - inner % LANES;
    for (long j = 0; j < wholeWidth; j += LANES)
      for (long k = 0; k < wholeInner; k += LANES)
        NAME(transpose)(
            b.elements + (first + j) * b.columnStride + k, b.columnStride,
            b.columnScale ? b.columnScale + first + j : b.columnScale,
            panel + k * panelWidth + j, panelWidth);
  } else if (b.columnStride == 1 && !b.columnScale) {
    // Behind a row of a narrow panel lie those after it, which end up in lanes that nobody looks at.
    wholeWidth = panelWidth;
    long end = (inner - 1) * b.rowStride + width;
    for (; wholeInner < inner && wholeInner * b.rowStride + panelWidth <= end; wholeInner++) {
      const SCALAR *source = b.elements + wholeInner * b.rowStride + first;
      SCALAR scale = b.rowScale ? b.rowScale[wholeInner] : 1;
      UNROLL for (int v = 0; v < vectors; v++)
        STORE(panel + wholeInner * panelWidth + v * LANES, scale * LOAD(source + v * LANES));
    }
  }
  for (long k = wholeWidth == panelWidth ? wholeInner : 0; k < inner; k++) {
    const SCALAR *source = b.elements + k * b.rowStride + first * b.columnStride;
    SCALAR *target = panel + k * panelWidth;
    SCALAR scale = b.rowScale ? b.rowScale[k] : 1;
    long rest = k < wholeInner ? wholeWidth : 0;
    for (long j = rest; j < width; j++) target[j] = scale * source[j * b.columnStride];
    if (b.columnScale)
      for (long j = rest; j < width; j++) target[j] = b.columnScale[first + j] * target[j];
    for (long j = width; j < panelWidth; j++) target[j] = 0;
  }
}

// `block` rows of c from row `row` on, `vectors` vectors from column `first` on; always called with
// constants for both, so that the sums stay in registers.
TARGET static __attribute__((always_inline)) inline void NAME(rows)(
    int block, int vectors, long row, long inner, long columns, long first, MATRIX a,
    const SCALAR *panel, long panelStride, SCALAR *c, int continues) {
  NAME(vector) sum[BLOCK][VECTORS_OF_ONE_ROW];
  long width = columns - first;
  UNROLL for (int r = 0; r < block; r++)
    UNROLL for (int v = 0; v < vectors; v++) {
      const SCALAR *rest = c + (row + r) * columns + first + v * LANES;
      sum[r][v] = (NAME(vector)){0};
      if (!continues) continue;
      if ((v + 1) * LANES <= width)
        sum[r][v] = LOAD(rest);
      else
        for (int j = 0; v * LANES + j < width && j < LANES; j++) sum[r][v][j] = rest[j];
    }
  for (long k = 0; k < inner; k++) {
    NAME(vector) right[VECTORS_OF_ONE_ROW];
    UNROLL for (int v = 0; v < vectors; v++) right[v] = LOAD(panel + k * panelStride + v * LANES);
    UNROLL for (int r = 0; r < block; r++) {
      // x − 0 is x for every x, while x + 0 would lose the sign of −0.
      NAME(vector) left =
          a.elements[(row + r) * a.rowStride + k * a.columnStride] - (NAME(vector)){0};
      UNROLL for (int v = 0; v < vectors; v++)
        sum[r][v] = __builtin_elementwise_fma(left, right[v], sum[r][v]);
    }
  }
  UNROLL for (int r = 0; r < block; r++) {
    SCALAR *target = c + (row + r) * columns + first;
    UNROLL for (int v = 0; v < vectors; v++) {
      if ((v + 1) * LANES <= width) {
        STORE(target + v * LANES, sum[r][v]);
      } else {
        for (int j = 0; v * LANES + j < width && j < LANES; j++)
          target[v * LANES + j] = sum[r][v][j];
      }
    }
  }
}

// One stretch of the inner index of one panel, whose columns start at `first`.
TARGET static __attribute__((always_inline)) inline void NAME(panel)(
    int vectors, long rows, long inner, long columns, long first, MATRIX a, MATRIX b, SCALAR *packed,
    SCALAR *c, int continues) {
  const SCALAR *panel = packed;
  long stride = vectors * LANES;
  long width = columns - first < stride ? columns - first : stride;
  int isContiguous = b.columnStride == 1 && !b.rowScale && !b.columnScale && width == stride;
  if (isContiguous && rows < 2 * BLOCK) {
    panel = b.elements + first;
    stride = b.rowStride;
  } else {
    NAME(pack)(vectors, inner, first, width, b, packed);
  }
  long row = 0;
  if (vectors <= 2) {
    for (; row + BLOCK <= rows; row += BLOCK)
      NAME(rows)(BLOCK, vectors, row, inner, columns, first, a, panel, stride, c, continues);
    for (; row + 4 <= rows; row += 4)
      NAME(rows)(4, vectors, row, inner, columns, first, a, panel, stride, c, continues);
    for (; row + 2 <= rows; row += 2)
      NAME(rows)(2, vectors, row, inner, columns, first, a, panel, stride, c, continues);
  }
  for (; row < rows; row++)
    NAME(rows)(1, vectors, row, inner, columns, first, a, panel, stride, c, continues);
}

// One stretch of the inner index, in panels of `vectors` vectors. Of panels of two, the last has one
// where that holds the columns left.
TARGET static __attribute__((always_inline)) inline void NAME(panels)(
    int vectors, long rows, long inner, long columns, MATRIX a, MATRIX b, SCALAR *c,
    int continues) {
  __attribute__((aligned(64))) SCALAR packed[DEPTH * VECTORS_OF_ONE_ROW * LANES];
  for (long first = 0; first < columns; first += vectors * LANES) {
    if (vectors == 2 && columns - first <= LANES)
      NAME(panel)(1, rows, inner, columns, first, a, b, packed, c, continues);
    else
      NAME(panel)(vectors, rows, inner, columns, first, a, b, packed, c, continues);
  }
}

// One or two vectors of a row of c, from column `first` on, where the columns of b are contiguous:
// tiles of b are transposed in registers and used there. Two take turns, tile by tile, so that the
// processor works on one while the chains of the other wait.
TARGET static __attribute__((always_inline)) inline void NAME(turned_row)(
    int vectors, long inner, long first, MATRIX a, MATRIX b, SCALAR *c, int continues) {
  NAME(vector) sum[2];
  UNROLL for (int v = 0; v < vectors; v++)
    sum[v] = continues ? LOAD(c + first + v * LANES) : (NAME(vector)){0};
  const SCALAR *source = b.elements + first * b.columnStride;
  const SCALAR *scale = b.columnScale ? b.columnScale + first : b.columnScale;
  long whole = inner - inner % LANES;
  for (long k = 0; k < whole; k += LANES)
    UNROLL for (int v = 0; v < vectors; v++) {
      NAME(vector) right[LANES];
      NAME(transpose)(
          source + v * LANES * b.columnStride + k, b.columnStride,
          scale ? scale + v * LANES : scale, (SCALAR *)right, LANES);
      UNROLL for (int j = 0; j < LANES; j++) {
        NAME(vector) left = a.elements[(k + j) * a.columnStride] - (NAME(vector)){0};
        sum[v] = __builtin_elementwise_fma(left, right[j], sum[v]);
      }
    }
  for (long k = whole; k < inner; k++) {
    NAME(vector) left = a.elements[k * a.columnStride] - (NAME(vector)){0};
    UNROLL for (int v = 0; v < vectors; v++) {
      NAME(vector) right;
      for (int j = 0; j < LANES; j++) right[j] = source[(v * LANES + j) * b.columnStride + k];
      if (scale) right *= LOAD(scale + v * LANES);
      sum[v] = __builtin_elementwise_fma(left, right, sum[v]);
    }
  }
  UNROLL for (int v = 0; v < vectors; v++) STORE(c + first + v * LANES, sum[v]);
}

// One stretch of the inner index of a product with one row. It has no block to hide the latency of a
// chain; more vectors do. Contiguous columns are taken from the last to the first: so a layer with one
// output reads its inputs on the way forward, and from the first row to the last on the way back, and
// either pass finds in the first-level cache what the other read last.
TARGET static __attribute__((always_inline)) inline void NAME(one_row)(
    long inner, long columns, MATRIX a, MATRIX b, SCALAR *c, int continues) {
  long whole = b.rowStride == 1 && !b.rowScale ? columns - columns % LANES : 0;
  if (whole < columns) {
    MATRIX rest = b;
    rest.elements += whole * b.columnStride;
    if (rest.columnScale) rest.columnScale += whole;
    NAME(panels)(VECTORS_OF_ONE_ROW, 1, inner, columns - whole, a, rest, c + whole, continues);
  }
  long end = whole;
  for (; end >= 2 * LANES; end -= 2 * LANES)
    NAME(turned_row)(2, inner, end - 2 * LANES, a, b, c, continues);
  for (; end > 0; end -= LANES)
    NAME(turned_row)(1, inner, end - LANES, a, b, c, continues);
}

TARGET static void NAME(multiply)(
    long rows, long inner, long columns, MATRIX a, MATRIX b, SCALAR *c) {
  long stretches = (inner + DEPTH - 1) / DEPTH;
  long length = stretches > 0 ? (inner + stretches - 1) / stretches : 0;
  // Up to a multiple of LANES, of which DEPTH is one, so that packing takes whole vectors.
  length = (length + LANES - 1) / LANES * LANES;
  for (long start = 0; start < inner; start += length) {
    long depth = inner - start < length ? inner - start : length;
    MATRIX left = a;
    MATRIX right = b;
    left.elements += start * a.columnStride;
    right.elements += start * b.rowStride;
    if (right.rowScale) right.rowScale += start;
    if (columns == 1 && rows > 1) {
      // A column is the row of the transposed product, bᵀ·aᵀ: the same chains, with lanes to run in.
      SCALAR column[DEPTH];
      SCALAR scale = right.columnScale ? right.columnScale[0] : 1;
      for (long k = 0; k < depth; k++) column[k] = scale * right.elements[k * right.rowStride];
      if (right.rowScale)
        for (long k = 0; k < depth; k++) column[k] = right.rowScale[k] * column[k];
      MATRIX row = {column, 0, 1, 0, 0};
      MATRIX turned = {left.elements, left.columnStride, left.rowStride, 0, 0};
      NAME(one_row)(depth, rows, row, turned, c, start > 0);
    } else if (rows == 1) {
      NAME(one_row)(depth, columns, left, right, c, start > 0);
    } else {
      NAME(panels)(2, rows, depth, columns, left, right, c, start > 0);
    }
  }
}

#undef VECTORS_OF_ONE_ROW
#undef DEPTH
#undef HALF
#undef LOAD_HALF
#undef SAME
#undef LOW
#undef HIGH
#undef STAGE
