#include "CKernels.h"

#pragma STDC FP_CONTRACT OFF

#define VECTORS_OF_ONE_ROW 4
#define DEPTH 320

// For loops over arrays that shall stay in registers.
#define UNROLL _Pragma("clang loop unroll(full)")

#define LIST_2(F, s) F(0, s), F(1, s)
#define LIST_4(F, s) LIST_2(F, s), F(2, s), F(3, s)
#define LIST_8(F, s) LIST_4(F, s), F(4, s), F(5, s), F(6, s), F(7, s)
#define LIST_16(F, s) \
  LIST_8(F, s), F(8, s), F(9, s), F(10, s), F(11, s), F(12, s), F(13, s), F(14, s), F(15, s)

#define PASTE(x, suffix) x##_##suffix

#define SCALAR float
#define MATRIX CKMatrixF32

#define NAME(x) PASTE(x, f32_baseline)
#define LANES 4
#define BLOCK 8
#define LIST LIST_4
#define TARGET
#include "product.h"
#undef NAME
#undef LANES
#undef BLOCK
#undef LIST
#undef TARGET

#if defined(__x86_64__)
#define NAME(x) PASTE(x, f32_avx2)
#define LANES 8
#define BLOCK 6
#define LIST LIST_8
#define TARGET __attribute__((target("avx2,fma")))
#include "product.h"
#undef NAME
#undef LANES
#undef BLOCK
#undef LIST
#undef TARGET

#define NAME(x) PASTE(x, f32_avx512)
#define LANES 16
#define BLOCK 8
#define LIST LIST_16
#define TARGET __attribute__((target("avx512f,avx2,fma")))
#include "product.h"
#undef NAME
#undef LANES
#undef BLOCK
#undef LIST
#undef TARGET
#endif

#undef SCALAR
#undef MATRIX
#define SCALAR double
#define MATRIX CKMatrixF64

#define NAME(x) PASTE(x, f64_baseline)
#define LANES 2
#define BLOCK 8
#define LIST LIST_2
#define TARGET
#include "product.h"
#undef NAME
#undef LANES
#undef BLOCK
#undef LIST
#undef TARGET

#if defined(__x86_64__)
#define NAME(x) PASTE(x, f64_avx2)
#define LANES 4
#define BLOCK 6
#define LIST LIST_4
#define TARGET __attribute__((target("avx2,fma")))
#include "product.h"
#undef NAME
#undef LANES
#undef BLOCK
#undef LIST
#undef TARGET

#define NAME(x) PASTE(x, f64_avx512)
#define LANES 8
#define BLOCK 8
#define LIST LIST_8
#define TARGET __attribute__((target("avx512f,avx2,fma")))
#include "product.h"
#undef NAME
#undef LANES
#undef BLOCK
#undef LIST
#undef TARGET
#endif

int ck_supports(CKVariant variant) {
  switch (variant) {
    case CKVariantBaseline:
      return 1;
#if defined(__x86_64__)
    case CKVariantAVX2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case CKVariantAVX512:
      return ck_supports(CKVariantAVX2) && __builtin_cpu_supports("avx512f");
#endif
    default:
      return 0;
  }
}

static CKVariant best_variant(void) {
  if (ck_supports(CKVariantAVX512)) return CKVariantAVX512;
  if (ck_supports(CKVariantAVX2)) return CKVariantAVX2;
  return CKVariantBaseline;
}

static _Atomic int selected_variant = -1;

CKVariant ck_selected(void) {
  int selected = selected_variant;
  if (selected < 0) selected_variant = selected = best_variant();
  return (CKVariant)selected;
}

void ck_select(CKVariant variant) { selected_variant = variant; }

#if defined(__x86_64__)
#define DISPATCH(scalar)                                                                     \
  switch (ck_selected()) {                                                                   \
    case CKVariantAVX512:                                                                    \
      multiply_##scalar##_avx512(rows, inner, columns, a, b, c);                             \
      return;                                                                                \
    case CKVariantAVX2:                                                                      \
      multiply_##scalar##_avx2(rows, inner, columns, a, b, c);                               \
      return;                                                                                \
    default:                                                                                 \
      multiply_##scalar##_baseline(rows, inner, columns, a, b, c);                           \
  }
#else
#define DISPATCH(scalar)                                                                     \
  multiply_##scalar##_baseline(rows, inner, columns, a, b, c);
#endif

void ck_multiply_f32(
    long rows, long inner, long columns, CKMatrixF32 a, CKMatrixF32 b, float *c) {
  DISPATCH(f32)
}

void ck_multiply_f64(
    long rows, long inner, long columns, CKMatrixF64 a, CKMatrixF64 b, double *c) {
  DISPATCH(f64)
}
