#ifndef CKERNELS_H
#define CKERNELS_H

/// Matrix products and loops over arrays, in single (f32) and double precision (f64), with one definition
/// on every processor: the order of all operations is part of it, and IEEE 754 fixes each of them, so all
/// variants give the same bits.
///
/// A matrix is contiguous, row after row, unless it is a view. What is written overlaps nothing that is
/// read.

/// The instruction sets that all is compiled for.
typedef enum {
  CKVariantBaseline = 0,
  CKVariantAVX2 = 1,
  CKVariantAVX512 = 2,
} CKVariant;

/// Whether this processor runs the variant.
int ck_supports(CKVariant variant);

/// The variant in use: the best one that this processor runs, unless another was selected.
CKVariant ck_selected(void);

/// Makes all of this process use the variant, which the processor must support.
void ck_select(CKVariant variant);

/// A strided view of a matrix: element (i, j) is `elements[i * rowStride + j * columnStride]`, times
/// `rowScale[i]` or `columnScale[j]` where the view has one of them. The scaled element is rounded
/// before it enters a product, as if the scaled matrix had been formed. Only right factors are scaled.
typedef struct {
  const float *_Nonnull elements;
  long rowStride;
  long columnStride;
  const float *_Nullable rowScale;
  const float *_Nullable columnScale;
} CKMatrixF32;

typedef struct {
  const double *_Nonnull elements;
  long rowStride;
  long columnStride;
  const double *_Nullable rowScale;
  const double *_Nullable columnScale;
} CKMatrixF64;

/// c ← a·b: a is rows × inner, b is inner × columns, and c is rows × columns.
///
///     c[i, j] = a[i, 0]·b[0, j] + a[i, 1]·b[1, j] + …
///
/// Each element is one chain of fused multiply-adds over the inner index, in index order; vector lanes run
/// across the columns.
void ck_multiply_f32(
    long rows, long inner, long columns, CKMatrixF32 a, CKMatrixF32 b,
    float *_Nonnull c);

void ck_multiply_f64(
    long rows, long inner, long columns, CKMatrixF64 a, CKMatrixF64 b,
    double *_Nonnull c);

/// Each row of t, rows × columns, plus the vector.
void ck_add_to_rows_f32(
    long rows, long columns, const float *_Nonnull vector, float *_Nonnull t);
void ck_add_to_rows_f64(
    long rows, long columns, const double *_Nonnull vector, double *_Nonnull t);

/// The same, with 0 in place of what is not above it; NaN stays.
void ck_rectify_rows_f32(
    long rows, long columns, const float *_Nonnull vector, float *_Nonnull t);
void ck_rectify_rows_f64(
    long rows, long columns, const double *_Nonnull vector, double *_Nonnull t);

/// gradient ← 0·gradient where y ≤ 0.
void ck_pass_positive_f32(long count, const float *_Nonnull y, float *_Nonnull gradient);
void ck_pass_positive_f64(long count, const double *_Nonnull y, double *_Nonnull gradient);

/// The sums of the columns of x, rows × columns: row i goes to partial sum i mod 4, in row order, and the
/// four are added as (0 + 1) + (2 + 3).
void ck_sum_rows_f32(long rows, long columns, const float *_Nonnull x, float *_Nonnull sums);
void ck_sum_rows_f64(long rows, long columns, const double *_Nonnull x, double *_Nonnull sums);

/// The same of the rounded products of a and b, element by element.
void ck_column_dots_f32(
    long rows, long columns, const float *_Nonnull a, const float *_Nonnull b, float *_Nonnull sums);
void ck_column_dots_f64(
    long rows, long columns, const double *_Nonnull a, const double *_Nonnull b, double *_Nonnull sums);

/// t[i, j] ← t[i, j]·factors[j].
void ck_scale_columns_f32(
    long rows, long columns, const float *_Nonnull factors, float *_Nonnull t);
void ck_scale_columns_f64(
    long rows, long columns, const double *_Nonnull factors, double *_Nonnull t);

/// gradient[i, j] ← gradient[i, j] − n[i, j]·pull[j].
void ck_turn_columns_f32(
    long rows, long columns, const float *_Nonnull pull, const float *_Nonnull n,
    float *_Nonnull gradient);
void ck_turn_columns_f64(
    long rows, long columns, const double *_Nonnull pull, const double *_Nonnull n,
    double *_Nonnull gradient);

/// The dot product of each row of a with that of b: element i goes to partial sum i mod 16, in index
/// order, and those are added in halves (8 + 8, 4 + 4, 2 + 2, 1 + 1). Products and sums are rounded.
void ck_row_dots_f32(
    long rows, long columns, const float *_Nonnull a, const float *_Nonnull b,
    float *_Nonnull dots);
void ck_row_dots_f64(
    long rows, long columns, const double *_Nonnull a, const double *_Nonnull b,
    double *_Nonnull dots);

/// gradient[i, j] ← scale[i]·gradient[i, j] − pull[i]·v[i, j].
void ck_turn_rows_f32(
    long rows, long columns, const float *_Nonnull scale, const float *_Nonnull pull,
    const float *_Nonnull v, float *_Nonnull gradient);
void ck_turn_rows_f64(
    long rows, long columns, const double *_Nonnull scale, const double *_Nonnull pull,
    const double *_Nonnull v, double *_Nonnull gradient);

/// Gradient descent; see `SGD`.
void ck_descend_f32(
    long count, float rate, const float *_Nonnull gradient, float *_Nonnull p);
void ck_descend_f64(
    long count, double rate, const double *_Nonnull gradient, double *_Nonnull p);

/// Heavy-ball momentum; see `SGD`.
void ck_accelerate_f32(
    long count, float rate, float momentum, const float *_Nonnull gradient, float *_Nonnull m,
    float *_Nonnull p);
void ck_accelerate_f64(
    long count, double rate, double momentum, const double *_Nonnull gradient,
    double *_Nonnull m, double *_Nonnull p);

/// Nesterov's momentum; see `SGD`.
void ck_look_ahead_f32(
    long count, float rate, float momentum, const float *_Nonnull gradient, float *_Nonnull m,
    float *_Nonnull p);
void ck_look_ahead_f64(
    long count, double rate, double momentum, const double *_Nonnull gradient,
    double *_Nonnull m, double *_Nonnull p);

/// What all elements share in one step of Adam; the corrections are 1 − β₁ᵗ and 1 − β₂ᵗ.
typedef struct {
  float rate, beta1, beta2, epsilon, firstCorrection, secondCorrection;
} CKAdamF32;

typedef struct {
  double rate, beta1, beta2, epsilon, firstCorrection, secondCorrection;
} CKAdamF64;

/// One step; see `Adam`.
void ck_adam_f32(
    long count, CKAdamF32 constants, const float *_Nonnull gradient, float *_Nonnull m,
    float *_Nonnull u, float *_Nonnull p);
void ck_adam_f64(
    long count, CKAdamF64 constants, const double *_Nonnull gradient, double *_Nonnull m,
    double *_Nonnull u, double *_Nonnull p);

/// x ← eˣ for each of so many numbers, in double precision and rounded once; see `Elementary.exp` for the
/// edge cases.
void ck_exp_f32(long count, float *_Nonnull x);
void ck_exp_f64(long count, double *_Nonnull x);

/// x ← ln x, likewise; see `Elementary.log`.
void ck_log_f32(long count, float *_Nonnull x);
void ck_log_f64(long count, double *_Nonnull x);

/// x ← eˣ − 1, likewise; see `Elementary.expm1`.
void ck_expm1_f32(long count, float *_Nonnull x);
void ck_expm1_f64(long count, double *_Nonnull x);

/// x ← tanh x, likewise; see `Elementary.tanh`.
void ck_tanh_f32(long count, float *_Nonnull x);
void ck_tanh_f64(long count, double *_Nonnull x);

/// Copies runs of contiguous elements of each row of x, rows × xSize, to its row of patches, rows × size.
/// A run is three numbers, where it starts in x and in the patches and how many elements it has; `count`
/// runs are the same for each row. What no run reaches stays.
void ck_gather_runs_f32(
    long rows, long count, const int *_Nonnull runs, const float *_Nonnull x, long xSize,
    float *_Nonnull patches, long size);
void ck_gather_runs_f64(
    long rows, long count, const int *_Nonnull runs, const double *_Nonnull x, long xSize,
    double *_Nonnull patches, long size);

/// x ← 0, then adds the runs of each row of patches to the same places of x, run after run.
void ck_scatter_runs_f32(
    long rows, long count, const int *_Nonnull runs, const float *_Nonnull patches, long size,
    float *_Nonnull x, long xSize);
void ck_scatter_runs_f64(
    long rows, long count, const int *_Nonnull runs, const double *_Nonnull patches, long size,
    double *_Nonnull x, long xSize);

/// Row i of x, rows × columns, ← the table's entries for the bytes of row `indices[i]`.
void ck_look_up_f32(
    long rows, long columns, const long *_Nonnull indices, const unsigned char *_Nonnull bytes,
    const float *_Nonnull table, float *_Nonnull x);
void ck_look_up_f64(
    long rows, long columns, const long *_Nonnull indices, const unsigned char *_Nonnull bytes,
    const double *_Nonnull table, double *_Nonnull x);

#endif
