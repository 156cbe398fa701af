// All kernels for one scalar type and one instruction set. The including file defines, beside what it does
// for kernels.h,
//   NAME(x)   the name x with the variant's suffix
//   LANES     scalars in a vector
//   BLOCK     rows in a block of a product: the 2 · BLOCK sums of two vectors, those vectors and a scalar
//             should fit the registers, of which AVX2 has 16, AVX-512 and ARM 32
//   TARGET    the function attribute that turns the instruction set on
// and finds them undefined again.

typedef SCALAR NAME(vector) __attribute__((vector_size(LANES * SCALAR_BYTES), aligned(SCALAR_BYTES)));

#define LOAD(pointer) (*(const NAME(vector) *)(pointer))
#define STORE(pointer, value) (*(NAME(vector) *)(pointer) = (value))

// LIST(F, s): F(0, s), … F(LANES − 1, s)
#if LANES == 16
#define LIST LIST_16
#elif LANES == 8
#define LIST LIST_8
#elif LANES == 4
#define LIST LIST_4
#else
#define LIST LIST_2
#endif

#include "product.h"
#include "elementwise.h"
#include "elementary.h"

#undef LIST
#undef LOAD
#undef STORE
#undef NAME
#undef LANES
#undef BLOCK
#undef TARGET
