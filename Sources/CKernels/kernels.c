#include "CKernels.h"

#pragma STDC FP_CONTRACT OFF

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

// For loops over arrays that shall stay in registers.
#define UNROLL _Pragma("clang loop unroll(full)")

// Before a loop whose elements do not depend on each other: LANES of them at a time, for the same bits
// sooner. With a sanitizer or without optimization it is not, and the compiler would say so each time.
#pragma clang diagnostic ignored "-Wpass-failed"
#define TEXT(x) #x
#define PRAGMA(x) _Pragma(TEXT(x))
#define EACH_LANE PRAGMA(clang loop vectorize_width(LANES) interleave_count(1))

#define LIST_2(F, s) F(0, s), F(1, s)
#define LIST_4(F, s) LIST_2(F, s), F(2, s), F(3, s)
#define LIST_8(F, s) LIST_4(F, s), F(4, s), F(5, s), F(6, s), F(7, s)
#define LIST_16(F, s) \
  LIST_8(F, s), F(8, s), F(9, s), F(10, s), F(11, s), F(12, s), F(13, s), F(14, s), F(15, s)

#define JOIN(x, type, variant) JOIN_EXPANDED(x, type, variant)
#define JOIN_EXPANDED(x, type, variant) x##_##type##_##variant
#define FUNCTION(x) FUNCTION_OF(x, TYPE)
#define FUNCTION_OF(x, type) FUNCTION_EXPANDED(x, type)
#define FUNCTION_EXPANDED(x, type) ck_##x##_##type

#if defined(__x86_64__)
#define DISPATCH(function, ...)                                                  \
  switch (ck_selected()) {                                                       \
    case CKVariantAVX512: JOIN(function, TYPE, avx512)(__VA_ARGS__); return;     \
    case CKVariantAVX2: JOIN(function, TYPE, avx2)(__VA_ARGS__); return;         \
    default: JOIN(function, TYPE, baseline)(__VA_ARGS__);                        \
  }
#else
#define DISPATCH(function, ...) JOIN(function, TYPE, baseline)(__VA_ARGS__);
#endif

#define TYPE f32
#define SCALAR float
#define SCALAR_BYTES 4
#define MATRIX CKMatrixF32
#define ADAM CKAdamF32
#include "kernels.h"

#undef TYPE
#undef SCALAR
#undef SCALAR_BYTES
#undef MATRIX
#undef ADAM
#define TYPE f64
#define SCALAR double
#define SCALAR_BYTES 8
#define MATRIX CKMatrixF64
#define ADAM CKAdamF64
#include "kernels.h"
