// All kernels for one scalar type. The including file defines
//   TYPE          f32 or f64, by which functions are called
//   SCALAR        float or double
//   SCALAR_BYTES  their size
//   MATRIX        CKMatrixF32 or CKMatrixF64
//   ADAM          CKAdamF32 or CKAdamF64

#define NAME(x) JOIN(x, TYPE, baseline)
#define LANES (16 / SCALAR_BYTES)
#define BLOCK 8
#define TARGET
#include "variant.h"

#if defined(__x86_64__)
#define NAME(x) JOIN(x, TYPE, avx2)
#define LANES (32 / SCALAR_BYTES)
#define BLOCK 6
#define TARGET __attribute__((target("avx2,fma")))
#include "variant.h"

#define NAME(x) JOIN(x, TYPE, avx512)
#define LANES (64 / SCALAR_BYTES)
#define BLOCK 8
#define TARGET __attribute__((target("avx512f,avx2,fma")))
#include "variant.h"
#endif

void FUNCTION(multiply)(long rows, long inner, long columns, MATRIX a, MATRIX b, SCALAR *c) {
#if defined(__x86_64__)
  // Where half of a vector would stay empty, the narrower one has the same bits sooner.
  if (rows > 1 && columns > 1 && columns * SCALAR_BYTES <= 32 && ck_selected() == CKVariantAVX512) {
    JOIN(multiply, TYPE, avx2)(rows, inner, columns, a, b, c);
    return;
  }
#endif
  DISPATCH(multiply, rows, inner, columns, a, b, c)
}

void FUNCTION(add_to_rows)(long rows, long columns, const SCALAR *vector, SCALAR *t) {
  DISPATCH(add_to_rows, rows, columns, vector, t)
}

void FUNCTION(rectify_rows)(long rows, long columns, const SCALAR *vector, SCALAR *t) {
  DISPATCH(rectify_rows, rows, columns, vector, t)
}

void FUNCTION(pass_positive)(long count, const SCALAR *y, SCALAR *gradient) {
  DISPATCH(pass_positive, count, y, gradient)
}

void FUNCTION(sum_rows)(long rows, long columns, const SCALAR *x, SCALAR *sums) {
  DISPATCH(sum_rows, rows, columns, x, sums)
}

void FUNCTION(column_dots)(
    long rows, long columns, const SCALAR *a, const SCALAR *b, SCALAR *sums) {
  DISPATCH(column_dots, rows, columns, a, b, sums)
}

void FUNCTION(scale_columns)(long rows, long columns, const SCALAR *factors, SCALAR *t) {
  DISPATCH(scale_columns, rows, columns, factors, t)
}

void FUNCTION(turn_columns)(
    long rows, long columns, const SCALAR *pull, const SCALAR *n, SCALAR *gradient) {
  DISPATCH(turn_columns, rows, columns, pull, n, gradient)
}

void FUNCTION(row_dots)(
    long rows, long columns, const SCALAR *a, const SCALAR *b, SCALAR *dots) {
  DISPATCH(row_dots, rows, columns, a, b, dots)
}

void FUNCTION(turn_rows)(
    long rows, long columns, const SCALAR *scale, const SCALAR *pull, const SCALAR *v,
    SCALAR *gradient) {
  DISPATCH(turn_rows, rows, columns, scale, pull, v, gradient)
}

void FUNCTION(descend)(long count, SCALAR rate, const SCALAR *gradient, SCALAR *p) {
  DISPATCH(descend, count, rate, gradient, p)
}

void FUNCTION(accelerate)(
    long count, SCALAR rate, SCALAR momentum, const SCALAR *gradient, SCALAR *m, SCALAR *p) {
  DISPATCH(accelerate, count, rate, momentum, gradient, m, p)
}

void FUNCTION(look_ahead)(
    long count, SCALAR rate, SCALAR momentum, const SCALAR *gradient, SCALAR *m, SCALAR *p) {
  DISPATCH(look_ahead, count, rate, momentum, gradient, m, p)
}

void FUNCTION(adam)(
    long count, ADAM constants, const SCALAR *gradient, SCALAR *m, SCALAR *u, SCALAR *p) {
  DISPATCH(adam, count, constants, gradient, m, u, p)
}

void FUNCTION(exp)(long count, SCALAR *x) { DISPATCH(exp, count, x) }

void FUNCTION(log)(long count, SCALAR *x) { DISPATCH(log, count, x) }

void FUNCTION(expm1)(long count, SCALAR *x) { DISPATCH(expm1, count, x) }

void FUNCTION(tanh)(long count, SCALAR *x) { DISPATCH(tanh, count, x) }

void FUNCTION(gather_runs)(
    long rows, long count, const int *runs, const SCALAR *x, long xSize, SCALAR *patches, long size) {
  DISPATCH(gather_runs, rows, count, runs, x, xSize, patches, size)
}

void FUNCTION(scatter_runs)(
    long rows, long count, const int *runs, const SCALAR *patches, long size, SCALAR *x, long xSize) {
  DISPATCH(scatter_runs, rows, count, runs, patches, size, x, xSize)
}

void FUNCTION(look_up)(
    long rows, long columns, const long *indices, const unsigned char *bytes, const SCALAR *table,
    SCALAR *x) {
  for (long row = 0; row < rows; row++, x += columns) {
    // The rows lie anywhere in memory: the one after the next is fetched while this one is read.
    if (row + 2 < rows)
      for (long j = 0; j < columns; j += 64)
        __builtin_prefetch(bytes + indices[row + 2] * columns + j);
    const unsigned char *source = bytes + indices[row] * columns;
    for (long j = 0; j < columns; j++) x[j] = table[source[j]];
  }
}
