/* gmp-loop FILE STEP FIRST: tests every STEP-th number of FILE, one per line, from the FIRST on.
   Prints how many are (probably) prime, and seconds on the wall and of processor that it took. */
#include <gmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  FILE *in = argc == 4 ? fopen(argv[1], "r") : NULL;
  if (!in) return 2;
  long step = atol(argv[2]), first = atol(argv[3]);
  char *line = NULL;
  size_t room = 0;
  long count = 0, capacity = 0, index = 0;
  mpz_t *numbers = NULL;
  while (getline(&line, &room, in) > 0) {
    if (index++ % step != first) continue;
    if (count == capacity) {
      capacity = capacity ? 2 * capacity : 1024;
      numbers = realloc(numbers, capacity * sizeof *numbers);
      if (!numbers) return 3;
    }
    line[strcspn(line, "\r\n")] = 0;
    if (mpz_init_set_str(numbers[count++], line, 10) != 0) return 4;
  }
  double wall = seconds(CLOCK_MONOTONIC), processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
  long primes = 0;
  for (long i = 0; i < count; i++) primes += mpz_probab_prime_p(numbers[i], 24) != 0;
  printf("%ld %.6f %.6f\n", primes, seconds(CLOCK_MONOTONIC) - wall,
         seconds(CLOCK_PROCESS_CPUTIME_ID) - processor);
  return 0;
}
