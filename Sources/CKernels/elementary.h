// eˣ, eˣ − 1, ln x and tanh x of whole arrays for one scalar type and one instruction set; see variant.h.
// All is computed in double precision, as many numbers at a time as fit a vector of doubles.
//
// The methods and the coefficients are those of fdlibm (Sun Microsystems, 1993). Every operation is one that
// IEEE 754 specifies exactly, so all variants give the same bits.

#define DOUBLES (LANES * SCALAR_BYTES / 8)
#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10
#define INVERSE_LN2 1.44269504088896338700
// Of eˣ the greatest finite one and the least that is not 0.
#define GREATEST_EXPONENT 7.09782712893383973096e+02
#define LEAST_EXPONENT (-7.45133219101941108420e+02)

typedef double NAME(doubles) __attribute__((vector_size(DOUBLES * 8), aligned(8)));
typedef long long NAME(integers) __attribute__((vector_size(DOUBLES * 8), aligned(8)));
typedef SCALAR NAME(scalars)
    __attribute__((vector_size(DOUBLES * SCALAR_BYTES), aligned(SCALAR_BYTES)));

// Where the lanes of mask are all ones, those of x, elsewhere those of y.
TARGET static __attribute__((always_inline)) inline NAME(doubles) NAME(choose)(
    NAME(integers) mask, NAME(doubles) x, NAME(doubles) y) {
  return (NAME(doubles))((mask & (NAME(integers))x) | (~mask & (NAME(integers))y));
}

TARGET static __attribute__((always_inline)) inline NAME(doubles) NAME(magnitude)(NAME(doubles) x) {
  return (NAME(doubles))((NAME(integers))x & ~(1LL << 63));
}

// y·2ᵏ in two factors, of which the first rounds nothing: 2ᵏ itself may be no normal number.
TARGET static __attribute__((always_inline)) inline NAME(doubles) NAME(scaled)(
    NAME(doubles) y, NAME(integers) k) {
  NAME(integers) first = k >> 1;
  NAME(integers) second = k - first;
  return y * (NAME(doubles))((first + 1023) << 52) * (NAME(doubles))((second + 1023) << 52);
}

// x = k·ln 2 + r, |r| ≤ ½ ln 2;  eʳ = 1 + r + r·c/(2 − c),  c = r − r²·P(r²)
TARGET static __attribute__((always_inline)) inline NAME(doubles) NAME(exponential)(NAME(doubles) x) {
  const NAME(doubles) zero = {0};
  // Adding it leaves no bits for a fraction: the sum is x/ln 2 to the nearest integer, in its last bits.
  const NAME(doubles) shift = zero + 0x1.8p52;
  NAME(doubles) shifted = x * INVERSE_LN2 + shift;
  NAME(doubles) k = shifted - shift;
  NAME(doubles) high = x - k * LN2_HIGH;
  NAME(doubles) low = k * LN2_LOW;
  NAME(doubles) r = high - low;
  NAME(doubles) t = r * r;
  NAME(doubles) p = zero + 4.13813679705723846039e-08;
  p = p * t - 1.65339022054652515390e-06;
  p = p * t + 6.61375632143793436117e-05;
  p = p * t - 2.77777777770155933842e-03;
  p = p * t + 1.66666666666666019037e-01;
  NAME(doubles) c = r - t * p;
  NAME(doubles) y = 1 - ((low - (r * c) / (2 - c)) - high);
  y = NAME(scaled)(y, (NAME(integers))shifted - (NAME(integers))shift);
  y = NAME(choose)((NAME(integers))(x > GREATEST_EXPONENT), zero + __builtin_inf(), y);
  y = NAME(choose)((NAME(integers))(x < LEAST_EXPONENT), zero, y);
  return NAME(choose)((NAME(integers))(x != x), x, y);
}

// x = 2ᵏ(1 + f), √½ < 1 + f ≤ √2;  ln(1 + f) = f − f²/2 + s(f²/2 + R(s²)),  s = f/(2 + f)
TARGET static __attribute__((always_inline)) inline NAME(doubles) NAME(logarithm)(NAME(doubles) x) {
  const NAME(doubles) zero = {0};
  NAME(integers) isSubnormal = (NAME(integers))(x < 0x1p-1022);
  NAME(integers) bits = (NAME(integers))NAME(choose)(isSubnormal, x * 0x1p54, x);
  // Beside that constant a whole number is the last bits of a sum.
  const NAME(doubles) shift = zero + 0x1.8p52;
  NAME(integers) exponent = (bits >> 52) - 1023 - (isSubnormal & 54);
  NAME(doubles) k = (NAME(doubles))((NAME(integers))shift + exponent) - shift;
  NAME(doubles) f = (NAME(doubles))((bits & 0xfffffffffffff) | (1023LL << 52));
  NAME(integers) isLarge = (NAME(integers))(f > 0x1.6a09e667f3bcdp0);
  f = NAME(choose)(isLarge, f * 0.5, f) - 1;
  k = NAME(choose)(isLarge, k + 1, k);
  NAME(doubles) s = f / (2 + f);
  NAME(doubles) z = s * s;
  NAME(doubles) w = z * z;
  NAME(doubles) even = zero + 1.531383769920937332e-01;
  even = even * w + 2.222219843214978396e-01;
  even = even * w + 3.999999999940941908e-01;
  NAME(doubles) odd = zero + 1.479819860511658591e-01;
  odd = odd * w + 1.818357216161805012e-01;
  odd = odd * w + 2.857142874366239149e-01;
  odd = odd * w + 6.666666666666735130e-01;
  NAME(doubles) series = w * even + z * odd;
  NAME(doubles) halfSquare = 0.5 * f * f;
  NAME(doubles) low = k * LN2_LOW;
  NAME(doubles) y = k * LN2_HIGH
                    - ((halfSquare - (s * (halfSquare + series) + low)) - f);
  y = NAME(choose)((NAME(integers))(x == __builtin_inf()), x, y);
  y = NAME(choose)((NAME(integers))(x == 0), zero - __builtin_inf(), y);
  return NAME(choose)((NAME(integers))(x >= 0), y, zero + __builtin_nan(""));
}

// eˣ − 1 without cancellation near 0.
// x = k·ln 2 + r + c, |r| ≤ ½ ln 2, and k = 0 for |x| ≤ ½ ln 2
TARGET static __attribute__((always_inline)) inline NAME(doubles) NAME(exponential_minus_1)(
    NAME(doubles) x) {
  const NAME(doubles) zero = {0};
  const NAME(doubles) shift = zero + 0x1.8p52;
  NAME(doubles) shifted = x * INVERSE_LN2 + shift;
  NAME(integers) isSmall = (NAME(integers))(NAME(magnitude)(x) <= 0.5 * LN2_HIGH);
  shifted = NAME(choose)(isSmall, shift, shifted);
  NAME(doubles) k = shifted - shift;
  NAME(integers) exponent = (NAME(integers))shifted - (NAME(integers))shift;
  NAME(doubles) high = x - k * LN2_HIGH;
  NAME(doubles) low = k * LN2_LOW;
  NAME(doubles) r = high - low;
  NAME(doubles) c = (high - r) - low;
  NAME(doubles) half = 0.5 * r;
  NAME(doubles) halfSquare = r * half;
  NAME(doubles) q = zero - 2.01099218183624371326e-07;
  q = q * halfSquare + 4.00821782732936239552e-06;
  q = q * halfSquare - 7.93650757867487942473e-05;
  q = q * halfSquare + 1.58730158725481460165e-03;
  q = q * halfSquare - 3.33333333333331316428e-02;
  NAME(doubles) r1 = 1 + halfSquare * q;
  NAME(doubles) t = 3 - r1 * half;
  NAME(doubles) e = halfSquare * ((r1 - t) / (6 - r * t));
  NAME(doubles) small = r - (r * e - halfSquare);
  e = (r * (e - c) - c) - halfSquare;
  // For 2 ≤ k < 57 also 2ᵏ and 2⁻ᵏ are normal numbers.
  NAME(doubles) scale = (NAME(doubles))((exponent + 1023) << 52);
  NAME(doubles) inverse = (NAME(doubles))((1023 - exponent) << 52);
  NAME(doubles) y = ((1 - inverse) - (e - r)) * scale;
  y = NAME(choose)((NAME(integers))(k >= 20), ((r - (e + inverse)) + 1) * scale, y);
  y = NAME(choose)(
      (NAME(integers))((k <= -2) | (k >= 57)), NAME(scaled)(1 - (e - r), exponent) - 1, y);
  y = NAME(choose)(
      (NAME(integers))(k == 1),
      NAME(choose)((NAME(integers))(r < -0.25), -2 * (e - (r + 0.5)), 1 + 2 * (r - e)), y);
  y = NAME(choose)((NAME(integers))(k == -1), 0.5 * (r - e) - 0.5, y);
  y = NAME(choose)((NAME(integers))(k == 0), small, y);
  y = NAME(choose)((NAME(integers))(NAME(magnitude)(x) < 0x1p-54), x, y);
  y = NAME(choose)((NAME(integers))(x > GREATEST_EXPONENT), zero + __builtin_inf(), y);
  y = NAME(choose)((NAME(integers))(x < -56 * LN2_HIGH), zero - 1, y);
  return NAME(choose)((NAME(integers))(x != x), x, y);
}

// tanh x = 1 − 2/(t + 2), t = e²ˣ − 1, for x ≥ 1;  −t/(t + 2), t = e⁻²ˣ − 1, for 0 ≤ x < 1
TARGET static __attribute__((always_inline)) inline NAME(doubles) NAME(hyperbolic_tangent)(
    NAME(doubles) x) {
  const NAME(doubles) zero = {0};
  NAME(doubles) a = NAME(magnitude)(x);
  NAME(integers) isLarge = (NAME(integers))(a >= 1);
  NAME(doubles) t = NAME(exponential_minus_1)(NAME(choose)(isLarge, 2 * a, -2 * a));
  NAME(doubles) y = NAME(choose)(isLarge, 1 - 2 / (t + 2), -t / (t + 2));
  y = NAME(choose)((NAME(integers))(a >= 22), zero + 1, y);
  NAME(integers) sign = (NAME(integers))x & (1LL << 63);
  y = (NAME(doubles))((NAME(integers))y | sign);
  return NAME(choose)((NAME(integers))(x != x), x, y);
}

// x ← function(x) for each of an array's numbers.
#define FOR_EACH(function)                                                              \
  do {                                                                                  \
    long i = 0;                                                                         \
    for (; i + DOUBLES <= count; i += DOUBLES) {                                        \
      NAME(scalars) *place = (NAME(scalars) *)(x + i);                                  \
      *place = __builtin_convertvector(                                                 \
          function(__builtin_convertvector(*place, NAME(doubles))), NAME(scalars));     \
    }                                                                                   \
    if (i == count) return;                                                             \
    NAME(doubles) rest = {0};                                                           \
    for (int j = 0; i + j < count && j < DOUBLES; j++) rest[j] = x[i + j];              \
    rest = function(rest);                                                              \
    for (int j = 0; i + j < count && j < DOUBLES; j++) x[i + j] = (SCALAR)rest[j];      \
  } while (0)

TARGET static void NAME(exp)(long count, SCALAR *x) { FOR_EACH(NAME(exponential)); }

TARGET static void NAME(log)(long count, SCALAR *x) { FOR_EACH(NAME(logarithm)); }

TARGET static void NAME(expm1)(long count, SCALAR *x) { FOR_EACH(NAME(exponential_minus_1)); }

TARGET static void NAME(tanh)(long count, SCALAR *x) { FOR_EACH(NAME(hyperbolic_tangent)); }

#undef DOUBLES
#undef LN2_HIGH
#undef LN2_LOW
#undef INVERSE_LN2
#undef GREATEST_EXPONENT
#undef LEAST_EXPONENT
#undef FOR_EACH
