/// How functions on rows of vectors are compiled, for the .cpp files that hold them.
#pragma once

// For several instruction sets, of which the best is taken when the program starts. No order of operations changes with
// it, and none are fused (-ffp-contract=off): the bytes of a result are the same for each.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define JARIP_BEST_SET __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define JARIP_BEST_SET
#endif
