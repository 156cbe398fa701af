#ifndef CKERNELS_H
#define CKERNELS_H

/// Matrix products with one definition on every processor.
///
///     c[i, j] = a[i, 0]·b[0, j] + a[i, 1]·b[1, j] + …
///
/// Each element of the result is one chain of fused multiply-adds over the inner index, in index
/// order; vector lanes run across the columns of the result. IEEE 754 fixes every step of that chain,
/// so all variants give the same bits.

/// The instruction sets a product can be compiled for.
typedef enum {
  CKVariantBaseline = 0,
  CKVariantAVX2 = 1,
  CKVariantAVX512 = 2,
} CKVariant;

/// Whether this processor runs the variant.
int ck_supports(CKVariant variant);

/// The variant that products use: the best one that this processor runs, unless another was selected.
CKVariant ck_selected(void);

/// Makes all products of this process use the variant, which the processor must support.
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

/// c ← a·b: a is rows × inner, b is inner × columns, and c is rows × columns, contiguous.
void ck_multiply_f32(
    long rows, long inner, long columns, CKMatrixF32 a, CKMatrixF32 b,
    float *_Nonnull c);

void ck_multiply_f64(
    long rows, long inner, long columns, CKMatrixF64 a, CKMatrixF64 b,
    double *_Nonnull c);

#endif
