// Loops over arrays for one scalar type and one instruction set; see variant.h. Every operation is rounded
// as written, and sums have an order that is part of their definition.

#define PARTIAL_SUMS 16
#define PARTIAL_VECTORS (PARTIAL_SUMS / LANES)
#define ROTATED(j, s) (((j) + (s)) % LANES)
#define ROTATE(x, s) __builtin_shufflevector(x, x, LIST(ROTATED, s))

// Four elements, for what is shorter than a vector.
typedef SCALAR NAME(few) __attribute__((vector_size(4 * SCALAR_BYTES), aligned(SCALAR_BYTES)));

// Whether short rows fill a vector together: they are taken as whole ones, with what goes along each of
// them repeated in `wide`.
TARGET static __attribute__((always_inline)) inline int NAME(widen)(
    long rows, long columns, const SCALAR *along, SCALAR *wide) {
  if (columns >= LANES || columns & (columns - 1) || rows * columns < LANES) return 0;
  for (long j = 0; j < LANES; j++) wide[j] = along[j & (columns - 1)];
  return 1;
}

TARGET static void NAME(add_to_rows)(
    long rows, long columns, const SCALAR *restrict vector, SCALAR *restrict t) {
  // Rows of one element are one long run.
  if (columns == 1) {
    SCALAR value = vector[0];
    EACH_LANE for (long i = 0; i < rows; i++) t[i] += value;
    return;
  }
  SCALAR wide[LANES];
  if (NAME(widen)(rows, columns, vector, wide)) {
    long whole = rows * columns / LANES;
    NAME(add_to_rows)(whole, LANES, wide, t);
    t += whole * LANES;
    rows -= whole * LANES / columns;
  }
  for (long row = 0; row < rows; row++, t += columns)
    EACH_LANE for (long j = 0; j < columns; j++) t[j] += vector[j];
}

TARGET static void NAME(rectify_rows)(
    long rows, long columns, const SCALAR *restrict vector, SCALAR *restrict t) {
  SCALAR wide[LANES];
  if (NAME(widen)(rows, columns, vector, wide)) {
    long whole = rows * columns / LANES;
    NAME(rectify_rows)(whole, LANES, wide, t);
    t += whole * LANES;
    rows -= whole * LANES / columns;
  }
  for (long row = 0; row < rows; row++, t += columns)
    EACH_LANE for (long j = 0; j < columns; j++) {
      SCALAR sum = t[j] + vector[j];
      t[j] = sum <= 0 ? 0 : sum;
    }
}

TARGET static void NAME(pass_positive)(
    long count, const SCALAR *restrict y, SCALAR *restrict gradient) {
  EACH_LANE for (long i = 0; i < count; i++) gradient[i] = y[i] <= 0 ? 0 * gradient[i] : gradient[i];
}

typedef SCALAR NAME(single) __attribute__((vector_size(SCALAR_BYTES)));

// Some columns from j on, whose sums fit a type: row i goes to partial sum i mod 4.
#define SUM_COLUMNS(type, TERM)                                               \
  do {                                                                        \
    type partial[4] = {{0}, {0}, {0}, {0}};                                   \
    long row = 0;                                                             \
    for (; row + 4 <= rows; row += 4)                                         \
      UNROLL for (int i = 0; i < 4; i++) partial[i] += TERM(type, row + i);   \
    UNROLL for (int i = 0; i < 3; i++)                                        \
      if (row + i < rows) partial[i] += TERM(type, row + i);                  \
    *(type *)(sums + j) = (partial[0] + partial[1]) + (partial[2] + partial[3]); \
  } while (0)

// The sums over rows of a term that is a function of the columns from j on and the row.
#define SUM_ROWS(TERM)                                                        \
  do {                                                                        \
    long j = 0;                                                               \
    for (; j + LANES <= columns; j += LANES) SUM_COLUMNS(NAME(vector), TERM); \
    for (; j + 4 <= columns; j += 4) SUM_COLUMNS(NAME(few), TERM);            \
    for (; j < columns; j++) SUM_COLUMNS(NAME(single), TERM);                 \
  } while (0)

#define COLUMNS(type, x, row) (*(const type *)((x) + (row) * columns + j))
#define ELEMENT(type, row) COLUMNS(type, x, row)
#define PRODUCT(type, row) (COLUMNS(type, a, row) * COLUMNS(type, b, row))

TARGET static void NAME(sum_rows)(long rows, long columns, const SCALAR *x, SCALAR *sums) {
  SUM_ROWS(ELEMENT);
}

TARGET static void NAME(column_dots)(
    long rows, long columns, const SCALAR *a, const SCALAR *b, SCALAR *sums) {
  SUM_ROWS(PRODUCT);
}

TARGET static void NAME(scale_columns)(
    long rows, long columns, const SCALAR *restrict factors, SCALAR *restrict t) {
  SCALAR wide[LANES];
  if (NAME(widen)(rows, columns, factors, wide)) {
    long whole = rows * columns / LANES;
    NAME(scale_columns)(whole, LANES, wide, t);
    t += whole * LANES;
    rows -= whole * LANES / columns;
  }
  for (long row = 0; row < rows; row++, t += columns)
    EACH_LANE for (long j = 0; j < columns; j++) t[j] *= factors[j];
}

TARGET static void NAME(turn_columns)(
    long rows, long columns, const SCALAR *restrict pull, const SCALAR *restrict n,
    SCALAR *restrict gradient) {
  SCALAR wide[LANES];
  if (NAME(widen)(rows, columns, pull, wide)) {
    long whole = rows * columns / LANES;
    NAME(turn_columns)(whole, LANES, wide, n, gradient);
    n += whole * LANES;
    gradient += whole * LANES;
    rows -= whole * LANES / columns;
  }
  for (long row = 0; row < rows; row++, n += columns, gradient += columns)
    EACH_LANE for (long j = 0; j < columns; j++) gradient[j] -= n[j] * pull[j];
}

// Element i goes to partial sum i mod 16; those are added in halves.
TARGET static __attribute__((always_inline)) inline SCALAR NAME(dot)(
    long count, const SCALAR *a, const SCALAR *b) {
  NAME(vector) partial[PARTIAL_VECTORS];
  UNROLL for (int v = 0; v < PARTIAL_VECTORS; v++) partial[v] = (NAME(vector)){0};
  long i = 0;
  for (; i + PARTIAL_SUMS <= count; i += PARTIAL_SUMS)
    UNROLL for (int v = 0; v < PARTIAL_VECTORS; v++)
      partial[v] += LOAD(a + i + v * LANES) * LOAD(b + i + v * LANES);
  if (i < count) {
    SCALAR sums[PARTIAL_SUMS];
    UNROLL for (int v = 0; v < PARTIAL_VECTORS; v++) STORE(sums + v * LANES, partial[v]);
    for (int j = 0; i + j < count; j++) sums[j] += a[i + j] * b[i + j];
    UNROLL for (int v = 0; v < PARTIAL_VECTORS; v++) partial[v] = LOAD(sums + v * LANES);
  }
  UNROLL for (int half = PARTIAL_VECTORS / 2; half > 0; half /= 2)
    UNROLL for (int v = 0; v < half; v++) partial[v] += partial[v + half];
  NAME(vector) sum = partial[0];
#if LANES > 8
  sum += ROTATE(sum, 8);
#endif
#if LANES > 4
  sum += ROTATE(sum, 4);
#endif
#if LANES > 2
  sum += ROTATE(sum, 2);
#endif
  sum += ROTATE(sum, 1);
  return sum[0];
}

TARGET static void NAME(row_dots)(
    long rows, long columns, const SCALAR *a, const SCALAR *b, SCALAR *dots) {
  for (long row = 0; row < rows; row++)
    dots[row] = NAME(dot)(columns, a + row * columns, b + row * columns);
}

TARGET static void NAME(turn_rows)(
    long rows, long columns, const SCALAR *restrict scale, const SCALAR *restrict pull,
    const SCALAR *restrict v, SCALAR *restrict gradient) {
  for (long row = 0; row < rows; row++, v += columns, gradient += columns)
    EACH_LANE for (long j = 0; j < columns; j++)
      gradient[j] = scale[row] * gradient[j] - pull[row] * v[j];
}

TARGET static void NAME(descend)(
    long count, SCALAR rate, const SCALAR *restrict gradient, SCALAR *restrict p) {
  EACH_LANE for (long i = 0; i < count; i++) p[i] -= rate * gradient[i];
}

TARGET static void NAME(accelerate)(
    long count, SCALAR rate, SCALAR momentum, const SCALAR *restrict gradient, SCALAR *restrict m,
    SCALAR *restrict p) {
  EACH_LANE for (long i = 0; i < count; i++) {
    m[i] = momentum * m[i] + gradient[i];
    p[i] -= rate * m[i];
  }
}

TARGET static void NAME(look_ahead)(
    long count, SCALAR rate, SCALAR momentum, const SCALAR *restrict gradient, SCALAR *restrict m,
    SCALAR *restrict p) {
  EACH_LANE for (long i = 0; i < count; i++) {
    m[i] = momentum * m[i] + gradient[i];
    p[i] -= rate * (gradient[i] + momentum * m[i]);
  }
}

TARGET static void NAME(adam)(
    long count, ADAM constants, const SCALAR *restrict gradient, SCALAR *restrict m,
    SCALAR *restrict u, SCALAR *restrict p) {
  EACH_LANE for (long i = 0; i < count; i++) {
    SCALAR slope = gradient[i];
    m[i] = constants.beta1 * m[i] + (1 - constants.beta1) * slope;
    u[i] = constants.beta2 * u[i] + (1 - constants.beta2) * (slope * slope);
    SCALAR root = __builtin_elementwise_sqrt(u[i] / constants.secondCorrection);
    p[i] -= constants.rate * ((m[i] / constants.firstCorrection) / (root + constants.epsilon));
  }
}

#define FEW(pointer) (*(const NAME(few) *)(pointer))
#define STORE_FEW(pointer, value) (*(NAME(few) *)(pointer) = (value))

// One run after the other in all rows, so that its length is known to the processor. Not restrict, lest
// the short loops become calls of memcpy, which take longer than most runs.
TARGET static void NAME(gather_runs)(
    long rows, long count, const int *runs, const SCALAR *x, long xSize, SCALAR *patches, long size) {
  for (; count > 0; count--, runs += 3) {
    const SCALAR *source = x + runs[0];
    SCALAR *target = patches + runs[1];
    long length = runs[2];
    if (length == 3) {
      for (long row = 0; row < rows; row++, source += xSize, target += size) {
        SCALAR a = source[0], b = source[1], c = source[2];
        target[0] = a;
        target[1] = b;
        target[2] = c;
      }
      continue;
    }
    for (long row = 0; row < rows; row++, source += xSize, target += size) {
      long j = 0;
      for (; j + LANES <= length; j += LANES) STORE(target + j, LOAD(source + j));
      for (; j + 4 <= length; j += 4) STORE_FEW(target + j, FEW(source + j));
      PRAGMA(clang loop vectorize(disable)) for (; j < length; j++) target[j] = source[j];
    }
  }
}

TARGET static void NAME(scatter_runs)(
    long rows, long count, const int *runs, const SCALAR *patches, long size, SCALAR *x, long xSize) {
  for (long i = 0; i < rows * xSize; i++) x[i] = 0;
  for (; count > 0; count--, runs += 3) {
    SCALAR *target = x + runs[0];
    const SCALAR *source = patches + runs[1];
    long length = runs[2];
    for (long row = 0; row < rows; row++, target += xSize, source += size) {
      long j = 0;
      for (; j + LANES <= length; j += LANES) STORE(target + j, LOAD(target + j) + LOAD(source + j));
      for (; j + 4 <= length; j += 4) STORE_FEW(target + j, FEW(target + j) + FEW(source + j));
      PRAGMA(clang loop vectorize(disable)) for (; j < length; j++) target[j] += source[j];
    }
  }
}

#undef FEW
#undef STORE_FEW
#undef PARTIAL_SUMS
#undef PARTIAL_VECTORS
#undef ROTATED
#undef ROTATE
#undef SUM_COLUMNS
#undef SUM_ROWS
#undef COLUMNS
#undef ELEMENT
#undef PRODUCT
