// Says of the loop that follows that its iterations do not depend on each other: each touches its own
// element of every array. Compilers then use the vector unit; results are the same without.
#pragma once

#if defined(__clang__)
#define POLDER_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#elif defined(__GNUC__)
#define POLDER_INDEPENDENT _Pragma("GCC ivdep")
#else
#define POLDER_INDEPENDENT
#endif
