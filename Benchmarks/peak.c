// Prints the floating-point operations per second of one core in single precision: fused multiply-adds
// of vectors that stay in registers, of which enough are under way at any time. Of the widths that the
// processor runs, the quickest counts.
//
// cc -O2 -ffp-contract=fast peak.c

#include <stdio.h>
#include <time.h>

// Each sum takes a multiple of its neighbour's last value: nothing waits but for the round before, and
// both kinds of processors do it without a move.
#define FIRST(F)                                                     \
  F(0, 1) F(1, 2) F(2, 3) F(3, 4) F(4, 5) F(5, 6) F(6, 7) F(7, 8)     \
  F(8, 9) F(9, 10) F(10, 11)
#if defined(__aarch64__)
#define SUMS 20
#define EACH(F)                                                       \
  FIRST(F) F(11, 12) F(12, 13) F(13, 14) F(14, 15) F(15, 16)         \
  F(16, 17) F(17, 18) F(18, 19) F(19, 0)
#else
#define SUMS 12
#define EACH(F) FIRST(F) F(11, 0)
#endif
#define START(i, j) vector x##i = (vector){} + (float)(i + 1);
#define STEP(i, j) x##i += x##j * factor;
#define ADD(i, j) sum += x##i;

#define LOOP(name, lanes, attribute)                                  \
  attribute static float name(long rounds, float number) {            \
    typedef float vector __attribute__((vector_size(4 * lanes)));     \
    vector factor = (vector){} + number, sum = (vector){};            \
    EACH(START)                                                       \
    for (long round = 0; round < rounds; round++) { EACH(STEP) }      \
    EACH(ADD)                                                         \
    float total = 0;                                                  \
    for (int lane = 0; lane < lanes; lane++) total += sum[lane];      \
    return total;                                                     \
  }

LOOP(run_4, 4, )
#if defined(__x86_64__)
LOOP(run_8, 8, __attribute__((target("avx2,fma"))))
LOOP(run_16, 16, __attribute__((target("avx512f"))))
#endif

static double processor_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

// Operations per second in the quickest of some blocks of milliseconds.
static double rate(float (*run)(long, float), int lanes) {
  const long rounds = 1000000;
  // Too small to change a sum, and volatile, so that nothing is foreseen.
  volatile float number = 1e-9f, total;
  double least = 1e9;
  for (int block = 0; block < 20; block++) {
    double begin = processor_seconds();
    total = run(rounds, number);
    double elapsed = processor_seconds() - begin;
    if (elapsed < least) least = elapsed;
  }
  (void)total;
  return 2.0 * SUMS * lanes * rounds / least;
}

int main(void) {
  double best = rate(run_4, 4);
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    double found = rate(run_8, 8);
    if (found > best) best = found;
  }
  if (__builtin_cpu_supports("avx512f")) {
    double found = rate(run_16, 16);
    if (found > best) best = found;
  }
#endif
  printf("%.6g\n", best);
}
